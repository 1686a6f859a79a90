namespace RuVector.Training;

/// <summary>Rows without any pair.</summary>
internal sealed class UnrelatedRows : PairRelations
{
    public UnrelatedRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        RowCount = count;
    }

    public override int RowCount { get; }

    public override int AnchorCount => RowCount;

    public override int CandidateCount => RowCount;

    public override RelationRow GetRow(int row)
    {
        MatrixShape.CheckRow(row, RowCount);
        return new RelationRow { Anchor = row, Self = row };
    }
}
