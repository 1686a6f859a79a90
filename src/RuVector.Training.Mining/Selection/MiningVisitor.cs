using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Filters each row, lets the miner choose, and writes down choices and counts.</summary>
internal readonly ref struct MiningVisitor<TSelection> : IRowVisitor
    where TSelection : struct, ISelection
{
    public required TSelection Selection { get; init; }

    public required FalseNegativeFilter Filter { get; init; }

    public required MinedNegatives Result { get; init; }

    public Span<int> Indices { get; init; }

    public Span<float> Scores { get; init; }

    public ulong Seed { get; init; }

    public long Step { get; init; }

    public int Dimension { get; init; }

    public void Visit(in ScoreRow row)
    {
        int count = Choose(row, Indices, Scores);
        Result.AddRow(Indices[..count], Scores[..count]);
    }

    /// <summary>Chooses candidates of one row and counts what is left out.</summary>
    /// <param name="row">The row.</param>
    /// <param name="indices">Overwritten with candidates.</param>
    /// <param name="scores">Overwritten with their scores.</param>
    /// <returns>How many were chosen.</returns>
    public int Choose(in ScoreRow row, Span<int> indices, Span<float> scores)
    {
        if (!TryPrepare(row, row.Row, out CandidateRow candidates))
        {
            Result.RowsWithoutPositive++;
            return 0;
        }

        Count(candidates);
        Selected selected = Selection.Select(candidates, indices);
        for (int i = 0; i < selected.Count; i++)
        {
            scores[i] = row.Negatives[indices[i]];
            indices[i] = row.NegativeIndex(indices[i]);
        }

        Result.ToppedUp += selected.ToppedUp;
        return selected.Count;
    }

    /// <summary>Finds what the miner may choose from.</summary>
    /// <param name="row">The row.</param>
    /// <param name="number">The row of the request, for random choices.</param>
    /// <param name="candidates">Receives the candidates.</param>
    /// <returns>Whether there is a positive, if one is needed.</returns>
    public bool TryPrepare(in ScoreRow row, int number, out CandidateRow candidates)
    {
        double positive = Filter.Order.FarthestOf(row.Positives);
        bool lacksPositive = double.IsNaN(positive) && (Filter.NeedsPositive || Selection.NeedsPositive);
        candidates = new CandidateRow
        {
            Scores = row.Negatives,
            Order = Filter.Order,
            Window = lacksPositive ? KeyWindow.Empty : Filter.WindowOf(row.Negatives, positive),
            Positive = positive,
            Dimension = Dimension,
            Random = new KeyedRandom(Seed, RandomPurpose.Mining, Step, number),
        };
        return !lacksPositive;
    }

    private void Count(in CandidateRow row)
    {
        bool allFinite = FiniteRows.AreAllFinite(row.Scores);
        if (allFinite && !Filter.IsActive)
        {
            return;
        }

        int finite = allFinite ? row.Scores.Length : row.CountIn(KeyWindow.Finite);
        Result.DroppedPairs += row.Scores.Length - finite;
        Result.FilteredPairs += finite - row.CountIn(row.Window);
    }
}
