using System.Runtime.InteropServices;

namespace RuVector.Training;

/// <summary>Other relations, with a row for each positive of each row; the other positives of that row are ignored.</summary>
internal sealed class PositiveRows : PairRelations
{
    private readonly PairRelations _inner;
    private readonly List<(int Row, int Position)> _rows = [];
    private readonly IndexLists _ignored = new();

    public PositiveRows(PairRelations inner)
    {
        _inner = inner;
        List<int> ignored = [];
        for (int row = 0; row < inner.RowCount; row++)
        {
            RelationRow relation = inner.GetRow(row);
            for (int position = 0; position < relation.Positives.Length; position++)
            {
                int positive = relation.Positives[position];
                if (positive != relation.Self && relation.Ignored.BinarySearch(positive) < 0)
                {
                    _rows.Add((row, position));
                    ignored.Clear();
                    ignored.AddRange(relation.Ignored);
                    ignored.AddRange(relation.Positives[..position]);
                    ignored.AddRange(relation.Positives[(position + 1)..]);
                    _ignored.AddRow(CollectionsMarshal.AsSpan(ignored));
                }
            }
        }
    }

    public override int RowCount => _rows.Count;

    public override int AnchorCount => _inner.AnchorCount;

    public override int CandidateCount => _inner.CandidateCount;

    public override IndexRange SharedNegatives => _inner.SharedNegatives;

    public override RelationRow GetRow(int row)
    {
        MatrixShape.CheckRow(row, RowCount);
        (int source, int position) = _rows[row];
        RelationRow inner = _inner.GetRow(source);
        return new RelationRow
        {
            Anchor = inner.Anchor,
            Self = inner.Self,
            Positives = inner.Positives.Slice(position, 1),
            PositiveValues = inner.PositiveValues.IsEmpty ? [] : inner.PositiveValues.Slice(position, 1),
            OwnNegatives = inner.OwnNegatives,
            Negatives = inner.Negatives,
            NegativeValues = inner.NegativeValues,
            Ignored = _ignored[row],
        };
    }
}
