namespace RuVector.Training.Mining;

/// <summary>Negatives from a source: for each anchor some ids with their scores, hardest first.</summary>
public sealed class SourcedNegatives
{
    private readonly ScoredId[][] _rows;

    internal SourcedNegatives(int rows, int requested)
    {
        _rows = new ScoredId[rows][];
        Array.Fill(_rows, []);
        RequestedPerRow = requested;
    }

    /// <summary>Gets the number of anchors.</summary>
    public int RowCount => _rows.Length;

    /// <summary>Gets the number of negatives that were asked for, for each anchor.</summary>
    public int RequestedPerRow { get; }

    /// <summary>Gets by how much all anchors together fall short of what was asked for.</summary>
    public long TotalShortage => Enumerable.Range(0, RowCount).Sum(row => (long)ShortageOf(row));

    /// <summary>Gets the number of anchors left empty because a margin compares with a positive and they have none.</summary>
    public int RowsWithoutPositive { get; internal set; }

    /// <summary>Gets the number of candidates, over all anchors, that the source found last and a filter left out.</summary>
    public long FilteredCandidates { get; internal set; }

    /// <summary>Gets the number of candidates, over all anchors, that the source should not have returned: excluded ids, ids twice, scores that are not finite. They are left out.</summary>
    public long DroppedCandidates { get; internal set; }

    /// <summary>Gets the number of searches of the source.</summary>
    public int Searches { get; internal set; }

    /// <summary>Gets the negatives of an anchor, hardest first.</summary>
    /// <param name="row">The anchor, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such anchor.</exception>
    public IReadOnlyList<ScoredId> this[int row] => (uint)row < (uint)_rows.Length
        ? _rows[row]
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"Expected a row from 0 to {_rows.Length - 1}, but got {row}.");

    /// <summary>Gets by how much an anchor falls short of what was asked for.</summary>
    /// <param name="row">The anchor, from 0.</param>
    /// <returns>0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such anchor.</exception>
    public int ShortageOf(int row) => RequestedPerRow - this[row].Count;

    internal void Set(int row, ScoredId[] negatives) => _rows[row] = negatives;
}
