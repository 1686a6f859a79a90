using System.Runtime.InteropServices;

namespace RuVector.Training;

/// <summary>Other relations, with some pairs of each row ignored beside those that are ignored already.</summary>
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
            if (ignored[row].Length > 0 && ignored[row][^1] >= inner.CandidateCount)
            {
                throw new ArgumentException($"Expected candidates from 0 to {inner.CandidateCount - 1}, but row {row} has {ignored[row][^1]}.", nameof(ignored));
            }
        }

        _inner = inner is MaskedRelations masked ? masked._inner : inner;
        _ignored = IgnoresPairs(inner) ? Merge(inner, ignored) : ignored;
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

    private static bool IgnoresPairs(PairRelations relations)
    {
        for (int row = 0; row < relations.RowCount; row++)
        {
            if (!relations.GetRow(row).Ignored.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private static IndexLists Merge(PairRelations inner, IndexLists ignored)
    {
        IndexLists merged = new();
        List<int> both = [];
        for (int row = 0; row < ignored.Count; row++)
        {
            both.Clear();
            both.AddRange(inner.GetRow(row).Ignored);
            both.AddRange(ignored[row]);
            merged.AddRow(CollectionsMarshal.AsSpan(both));
        }

        return merged;
    }
}
