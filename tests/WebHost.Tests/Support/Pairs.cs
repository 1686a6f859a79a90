using System.Globalization;
using System.Text;

namespace WebHost.Tests;

/// <summary>JSONL pairs: a query is its document with the values in reverse order.</summary>
internal static class Pairs
{
    public static string Rows(int rows, int dimension = 4, int seed = 1)
    {
        Random random = new(seed);
        StringBuilder text = new();
        for (int row = 0; row < rows; row++)
        {
            float[] document = [.. Enumerable.Range(0, dimension).Select(_ => random.NextSingle() - 0.5f)];
            text.Append(CultureInfo.InvariantCulture, $"{{\"query\":{List(document.Reverse())},\"positive\":{List(document)}}}\n");
        }

        return text.ToString();
    }

    public static string List(IEnumerable<float> values) => $"[{string.Join(',', values.Select(static value => value.ToString("R", CultureInfo.InvariantCulture)))}]";
}
