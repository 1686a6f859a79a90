namespace RuVector.Training;

/// <summary>Mining for single vectors: one anchor, its positive, some candidates.</summary>
/// <remarks>For first steps and tests; a training loop fills matrices once and calls <see cref="INegativeMiner.Mine"/>.</remarks>
public static class NegativeMinerExtensions
{
    /// <summary>Mines a batch into a new result.</summary>
    /// <param name="miner">The miner.</param>
    /// <param name="request">What is asked.</param>
    /// <returns>The choices.</returns>
    public static MinedNegatives Mine(this INegativeMiner miner, in MiningRequest request)
    {
        ArgumentNullException.ThrowIfNull(miner);
        MinedNegatives result = new();
        miner.Mine(request, result);
        return result;
    }

    /// <summary>Chooses negatives for one anchor, for miners that need no positive.</summary>
    /// <param name="miner">The miner.</param>
    /// <param name="anchor">The anchor, <c>[D]</c>.</param>
    /// <param name="candidates">The candidates, <c>[M, D]</c>; all may be chosen.</param>
    /// <param name="count">Number of negatives wanted.</param>
    /// <param name="seed">Seed of random choices.</param>
    /// <param name="step">Step of the run.</param>
    /// <returns>Chosen rows of <paramref name="candidates"/>, in the miner's order; fewer when there are fewer.</returns>
    /// <exception cref="ArgumentException">The dimensions differ, a value or a score is not finite, or the miner needs a positive.</exception>
    public static int[] Mine(this INegativeMiner miner, ReadOnlySpan<float> anchor, ReadOnlyMatrixSpan candidates, int count, ulong seed = 0, long step = 0)
    {
        IndexLists negatives = new();
        negatives.AddRow(AllBelow(candidates.Rows));
        PairRelations relations = PairRelations.FromLists(candidates.Rows, IndexLists.FromRows([[]]), negatives);
        MinedNegatives mined = miner.Mine(new MiningRequest(ReadOnlyMatrixSpan.FromRow(anchor), candidates, relations, count) { Seed = seed, Step = step });
        return mined.RowsWithoutPositive == 0
            ? ToArray(mined, nameof(candidates))
            : throw new ArgumentException("Expected a positive, because the miner compares negatives with it, but got none. Call Mine(anchor, positive, candidates, count).", nameof(miner));
    }

    /// <summary>Chooses negatives for one anchor with its positive.</summary>
    /// <param name="miner">The miner.</param>
    /// <param name="anchor">The anchor, <c>[D]</c>.</param>
    /// <param name="positive">The positive, <c>[D]</c>; not one of the candidates.</param>
    /// <param name="candidates">The candidates, <c>[M, D]</c>; all may be chosen.</param>
    /// <param name="count">Number of negatives wanted.</param>
    /// <param name="seed">Seed of random choices.</param>
    /// <param name="step">Step of the run.</param>
    /// <returns>Chosen rows of <paramref name="candidates"/>, in the miner's order; fewer when there are fewer.</returns>
    /// <exception cref="ArgumentException">The dimensions differ, or a value or a score is not finite.</exception>
    public static int[] Mine(
        this INegativeMiner miner, ReadOnlySpan<float> anchor, ReadOnlySpan<float> positive, ReadOnlyMatrixSpan candidates, int count, ulong seed = 0, long step = 0)
    {
        MatrixSpan all = Stack(positive, candidates);
        PairRelations relations = PairRelations.Paired(new PairedLayout(1) { OwnNegativesPerAnchor = candidates.Rows });
        MiningRequest request = new(ReadOnlyMatrixSpan.FromRow(anchor), all, relations, count) { Seed = seed, Step = step };
        return Array.ConvertAll(ToArray(miner.Mine(request), nameof(candidates)), static index => index - 1);
    }

    // An array has no room for counts, so here what a batch would count as left out is refused.
    private static int[] ToArray(MinedNegatives mined, string paramName) => mined.DroppedCandidates == 0 && mined.DroppedPairs == 0
        ? mined.IndicesOf(0).ToArray()
        : throw new ArgumentException(
            $"Expected finite vectors and scores, but {mined.DroppedCandidates} vectors and {mined.DroppedPairs} scores are not finite. Call Mine(request), which leaves them out and counts them.", paramName);

    private static MatrixSpan Stack(ReadOnlySpan<float> positive, ReadOnlyMatrixSpan candidates)
    {
        if (candidates.Rows > 0 && candidates.Columns != positive.Length)
        {
            throw new ArgumentException($"Expected candidates of dimension {positive.Length}, as the positive has, but got {candidates.Columns}.", nameof(candidates));
        }

        int rows = checked(candidates.Rows + 1);
        MatrixSpan all = new(new float[checked(rows * positive.Length)], rows, positive.Length);
        positive.CopyTo(all[0]);
        for (int row = 0; row < candidates.Rows; row++)
        {
            candidates[row].CopyTo(all[row + 1]);
        }

        return all;
    }

    private static int[] AllBelow(int count) => [.. Enumerable.Range(0, count)];
}
