namespace RuVector.Training;

/// <summary>Other relations, with some pairs of each row ignored.</summary>
internal sealed class MaskedRelations : PairRelations
{
    private readonly PairRelations _inner;
    private readonly IndexLists _ignored;

    public MaskedRelations(PairRelations inner, IndexLists ignored)
    {
        ArgumentNullException.ThrowIfNull(ignored);
        if (ignored.Count != inner.RowCount)
        {
            throw new ArgumentException($"Expected ignored candidates for {inner.RowCount} rows, but got {ignored.Count}.", nameof(ignored));
        }

        for (int row = 0; row < ignored.Count; row++)
        {
            if (!inner.GetRow(row).Ignored.IsEmpty)
            {
                throw new ArgumentException($"Expected relations that ignore no pairs yet, but row {row} ignores some; put all ignored pairs into one list.", nameof(ignored));
            }

            if (ignored[row].Length > 0 && ignored[row][^1] >= inner.CandidateCount)
            {
                throw new ArgumentException($"Expected candidates from 0 to {inner.CandidateCount - 1}, but row {row} has {ignored[row][^1]}.", nameof(ignored));
            }
        }

        (_inner, _ignored) = (inner, ignored);
    }

    public override int RowCount => _inner.RowCount;

    public override int AnchorCount => _inner.AnchorCount;

    public override int CandidateCount => _inner.CandidateCount;

    public override IndexRange SharedNegatives => _inner.SharedNegatives;

    public override RelationRow GetRow(int row)
    {
        RelationRow inner = _inner.GetRow(row);
        return new RelationRow
        {
            Anchor = inner.Anchor,
            Self = inner.Self,
            Positives = inner.Positives,
            PositiveValues = inner.PositiveValues,
            OwnNegatives = inner.OwnNegatives,
            Negatives = inner.Negatives,
            NegativeValues = inner.NegativeValues,
            Ignored = _ignored[row],
        };
    }
}
