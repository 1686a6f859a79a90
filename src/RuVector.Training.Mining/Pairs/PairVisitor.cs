using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Lets a pair miner choose in each row, and writes down choices and counts.</summary>
internal readonly ref struct PairVisitor<TSelection> : IRowVisitor
    where TSelection : struct, IPairSelection
{
    public required TSelection Selection { get; init; }

    public required ScoreOrder Order { get; init; }

    public required MinedPairs Result { get; init; }

    public required Span<int> Positions { get; init; }

    public required Span<int> Indices { get; init; }

    public required Span<float> Scores { get; init; }

    public void Visit(in ScoreRow row)
    {
        PairRow pairs = new(row.Positives, row.Negatives, Order);
        int count = Selection.SelectPositives(pairs, Positions);
        for (int i = 0; i < count; i++)
        {
            (Indices[i], Scores[i]) = (row.PositiveIndices[Positions[i]], row.Positives[Positions[i]]);
        }

        Result.Positives.AddRow(Indices[..count], Scores[..count]);
        count = Selection.SelectNegatives(pairs, Positions);
        for (int i = 0; i < count; i++)
        {
            (Indices[i], Scores[i]) = (row.NegativeIndex(Positions[i]), row.Negatives[Positions[i]]);
        }

        Result.Negatives.AddRow(Indices[..count], Scores[..count]);
        Result.DroppedPairs += CountNonFinite(row.Positives) + CountNonFinite(row.Negatives);
    }

    private static int CountNonFinite(ReadOnlySpan<float> scores)
    {
        int count = 0;
        foreach (float score in FiniteRows.AreAllFinite(scores) ? [] : scores)
        {
            count += float.IsFinite(score) ? 0 : 1;
        }

        return count;
    }
}
