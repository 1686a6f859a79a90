using RuVector.Training;
using RuVector.Training.Data;
using RuVector.Training.Trainer;

namespace WebHost.Datasets;

/// <summary>A data set in two parts: every fifth query is held out, to measure with; the others are trained on. All documents are in both, so that a held-out query is ranked among all of them.</summary>
internal sealed class HeldOutSplit
{
    public const int LeastQueries = 5;

    public HeldOutSplit(PairDataset data)
    {
        VectorMatrix documents = new(data.Documents.Values.ToArray(), data.DocumentCount, data.DocumentDimension);
        int[] all = [.. Enumerable.Range(0, data.QueryCount)];
        Training = Part(data, [.. all.Where(static row => !IsHeldOut(row))], documents);
        HeldOut = Part(data, [.. all.Where(IsHeldOut)], documents);
    }

    public PairDataset Training { get; }

    public PairDataset HeldOut { get; }

    /// <summary>Gets how many of so many queries are trained on.</summary>
    public static int TrainingCount(int queries) => queries - (queries / LeastQueries);

    private static bool IsHeldOut(int row) => row % LeastQueries == LeastQueries - 1;

    private static PairDataset Part(PairDataset data, int[] rows, VectorMatrix documents)
    {
        float[] queries = new float[rows.Length * data.QueryDimension];
        for (int i = 0; i < rows.Length; i++)
        {
            data.Queries[rows[i]].CopyTo(queries.AsSpan(i * data.QueryDimension));
        }

        return new PairDataset(
            new VectorMatrix(queries, rows.Length, data.QueryDimension), documents, Of(data.Positives, rows), Of(data.Ignored, rows), Of(data.Negatives, rows));
    }

    private static IndexLists Of(IndexLists lists, int[] rows) => IndexLists.FromRows([.. rows.Select(row => lists[row].ToArray())]);
}
