using System.Globalization;

namespace RuVector.Training.Benchmarks;

/// <summary>Makes a kernel from a line of words, which is how the processes that compare ask for one.</summary>
internal static class KernelCatalogue
{
    /// <summary>Makes a kernel; null when we have none for it.</summary>
    /// <param name="work">The kind and its sizes, such as <c>product 256 256 384</c>.</param>
    public static Kernel? Create(string work)
    {
        string[] words = work.Split(' ');
        int[] sizes = [.. words.Skip(1).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        return (words[0], sizes) switch
        {
            ("product", [1, int columns, int inner]) => new VectorProductKernel(columns, inner),
            ("product", [int rows, int columns, int inner]) => new ProductKernel(rows, columns, inner),
            ("infonce", [int rows, int dimension]) => new InfoNceKernel(rows, dimension),
            ("own", [int rows, int negatives, int dimension]) => new OwnNegativesKernel(rows, negatives, dimension),
            ("topk", [int queries, int pool, int dimension, int count]) => new NearestKernel(queries, pool, dimension, count),
            ("hardest", [int anchors, int pool, int dimension, int count]) => new HardestKernel(anchors, pool, dimension, count),
            ("adamw", [int parameters]) => OptimizerKernel.AdamW(parameters),
            ("sgd", [int parameters]) => OptimizerKernel.Sgd(parameters),
            _ => null,
        };
    }
}
