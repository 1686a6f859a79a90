using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Makes the choice of one row again and gives a verdict on each negative.</summary>
internal readonly ref struct ExplainingVisitor<TSelection> : IRowVisitor
    where TSelection : struct, ISelection
{
    public required MiningVisitor<TSelection> Visitor { get; init; }

    public required int Row { get; init; }

    public required Span<CandidateVerdict> Verdicts { get; init; }

    public void Visit(in ScoreRow row)
    {
        bool hasRow = Visitor.TryPrepare(row, Row, out CandidateRow candidates);
        for (int i = 0; i < row.Negatives.Length; i++)
        {
            Verdicts[row.NegativeIndex(i)] = !float.IsFinite(row.Negatives[i]) ? CandidateVerdict.NonFiniteScore
                : hasRow ? Visitor.Filter.VerdictOf(candidates, i)
                : CandidateVerdict.NoPositive;
        }

        if (hasRow)
        {
            Selected selected = Visitor.Selection.Select(candidates, Visitor.Indices);
            foreach (int position in Visitor.Indices[..selected.Count])
            {
                Verdicts[row.NegativeIndex(position)] = CandidateVerdict.Chosen;
            }
        }
    }
}
