using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Filters each row, lets the miner choose, and writes down choices and counts.</summary>
internal readonly ref struct MiningVisitor<TSelection> : IRowVisitor
    where TSelection : struct, ISelection
{
    public required TSelection Selection { get; init; }

    public required FalseNegativeFilter Filter { get; init; }

    public required MinedNegatives Result { get; init; }

    public required Span<int> Indices { get; init; }

    public required Span<float> Scores { get; init; }

    public ulong Seed { get; init; }

    public long Step { get; init; }

    public int Dimension { get; init; }

    public void Visit(in ScoreRow row)
    {
        double positive = Filter.Order.FarthestOf(row.Positives);
        if (double.IsNaN(positive) && (Filter.NeedsPositive || Selection.NeedsPositive))
        {
            Result.RowsWithoutPositive++;
            Result.AddRow([], []);
            return;
        }

        CandidateRow candidates = new()
        {
            Scores = row.Negatives,
            Order = Filter.Order,
            Window = Filter.WindowOf(row.Negatives, positive),
            Positive = positive,
            Dimension = Dimension,
            Random = new KeyedRandom(Seed, RandomPurpose.Mining, Step, row.Row),
        };
        Count(candidates);
        Selected selected = Selection.Select(candidates, Indices);
        for (int i = 0; i < selected.Count; i++)
        {
            Scores[i] = row.Negatives[Indices[i]];
            Indices[i] = row.NegativeIndex(Indices[i]);
        }

        Result.ToppedUp += selected.ToppedUp;
        Result.AddRow(Indices[..selected.Count], Scores[..selected.Count]);
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
