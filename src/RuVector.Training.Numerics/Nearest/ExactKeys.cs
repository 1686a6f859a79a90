namespace RuVector.Training.Numerics;

/// <summary>The scores that the engine computes, for a few candidates of one query.</summary>
/// <remarks>Products are taken by <see cref="MatrixProduct"/> over gathered rows, so they have the bits of a product over all candidates.</remarks>
internal static unsafe class ExactKeys
{
    /// <summary>Floats of the rows that are gathered at once.</summary>
    private const int GatheredValues = 32 * 1024;
    private const int MostRows = 256;

    /// <summary>Computes the keys: scores, or distances with the other sign.</summary>
    /// <param name="task">The search.</param>
    /// <param name="group">The group of the query.</param>
    /// <param name="query">The query, within the group.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="keys">Overwritten with one key for each candidate, packed with its index.</param>
    public static void Compute(in NearestTask task, in QueryGroup group, int query, ReadOnlySpan<int> candidates, Span<ulong> keys)
    {
        if (task.IsProduct)
        {
            ComputeProducts(task, new ReadOnlySpan<float>(group.Vectors + ((long)query * task.Dimension), task.Dimension), candidates, keys);
            return;
        }

        ReadOnlySpan<float> row = task.Query(group.First + query);
        for (int i = 0; i < candidates.Length; i++)
        {
            keys[i] = PackedKey.Pack(-PairMeasure.Score(task.Measure, row, task.Candidate(candidates[i])), candidates[i]);
        }
    }

    private static void ComputeProducts(in NearestTask task, ReadOnlySpan<float> query, ReadOnlySpan<int> candidates, Span<ulong> keys)
    {
        int dimension = task.Dimension, most = Math.Clamp(GatheredValues / Math.Max(1, dimension), 1, MostRows);
        using RentedArray<float> gathered = new(most * dimension), scores = new(most);
        for (int start = 0; start < candidates.Length; start += most)
        {
            int rows = Math.Min(most, candidates.Length - start);
            for (int i = 0; i < rows; i++)
            {
                Gather(task, candidates[start + i], gathered.Span.Slice(i * dimension, dimension));
            }

            MatrixProduct.MultiplyTransposed(
                ReadOnlyMatrixSpan.FromRow(query), new ReadOnlyMatrixSpan(gathered.Span[..(rows * dimension)], rows, dimension), new MatrixSpan(scores.Span[..rows], 1, rows));
            for (int i = 0; i < rows; i++)
            {
                keys[start + i] = PackedKey.Pack(scores.Span[i], candidates[start + i]);
            }
        }
    }

    private static void Gather(in NearestTask task, int candidate, Span<float> row)
    {
        if (task.Measure == ScoreMeasure.Cosine)
        {
            double length = 0;
            UnitRows.Normalize(ReadOnlyMatrixSpan.FromRow(task.Candidate(candidate)), new MatrixSpan(row, 1, row.Length), new Span<double>(ref length));
        }
        else
        {
            task.Candidate(candidate).CopyTo(row);
        }
    }
}
