namespace RuVector.Training.Mining;

/// <summary>Some rows of other relations.</summary>
internal sealed class RowSubset : PairRelations
{
    private static readonly PairRelations s_empty = None(0);

    [ThreadStatic]
    private static RowSubset? s_ofThread;

    private PairRelations _inner = s_empty;
    private int[] _rows = [];
    private int _count;

    private RowSubset()
    {
    }

    public override int RowCount => _count;

    public override int AnchorCount => _inner.AnchorCount;

    public override int CandidateCount => _inner.CandidateCount;

    public override IndexRange SharedNegatives => _inner.SharedNegatives;

    /// <summary>Gets the rows; the object belongs to this thread until <see cref="Release"/>, so that no call makes one anew.</summary>
    /// <param name="inner">The relations.</param>
    /// <param name="rows">The rows, ascending.</param>
    /// <param name="count">How many of them count.</param>
    public static RowSubset Of(PairRelations inner, int[] rows, int count)
    {
        RowSubset subset = s_ofThread ?? new RowSubset();
        s_ofThread = null;
        (subset._inner, subset._rows, subset._count) = (inner, rows, count);
        return subset;
    }

    /// <summary>Gives the object back and lets go of the relations.</summary>
    public void Release()
    {
        (_inner, _rows, _count) = (s_empty, [], 0);
        s_ofThread = this;
    }

    /// <summary>Gets the row of the other relations.</summary>
    public int SourceOf(int row) => _rows[row];

    public override RelationRow GetRow(int row) => _inner.GetRow(_rows[row]);
}
