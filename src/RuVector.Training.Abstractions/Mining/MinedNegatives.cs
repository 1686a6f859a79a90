namespace RuVector.Training;

/// <summary>Chosen negatives: for each row a list of candidates in the miner's order, with their scores.</summary>
/// <remarks>Reusable: a miner overwrites it and allocates only when it must grow. Not thread safe while it is being filled.</remarks>
public sealed class MinedNegatives
{
    private int[] _offsets = new int[1];
    private int[] _indices = [];
    private float[] _scores = [];

    /// <summary>Gets the number of rows.</summary>
    public int RowCount { get; private set; }

    /// <summary>Gets the number of negatives that were asked for in each row.</summary>
    public int RequestedPerRow { get; private set; }

    /// <summary>Gets the number of chosen negatives of all rows together.</summary>
    public int TotalCount => _offsets[RowCount];

    /// <summary>Gets by how much all rows together fall short of what was asked for.</summary>
    public long TotalShortage => ((long)RowCount * RequestedPerRow) - TotalCount;

    /// <summary>Gets or sets the number of candidates left out because they hold NaN or an infinity.</summary>
    public int DroppedCandidates { get; set; }

    /// <summary>Gets or sets the number of pairs, over all rows, left out because their score is not finite: finite vectors whose product or distance overflows.</summary>
    public long DroppedPairs { get; set; }

    /// <summary>Gets or sets the number of pairs, over all rows, left out by a filter against false negatives.</summary>
    public long FilteredPairs { get; set; }

    /// <summary>Gets or sets the number of rows left empty because the miner compares negatives with a positive and the row has none.</summary>
    public int RowsWithoutPositive { get; set; }

    /// <summary>Gets or sets the number of chosen negatives, over all rows, that do not meet the miner's rule and fill a shortage because an option asks for it.</summary>
    public long ToppedUp { get; set; }

    /// <summary>Gets the chosen candidates of a row, in the miner's order.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>Candidate indices, each once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<int> IndicesOf(int row)
    {
        MatrixShape.CheckRow(row, RowCount);
        return _indices.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);
    }

    /// <summary>Gets the scores of the chosen candidates of a row, in the measure of the miner.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>One score for each chosen candidate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<float> ScoresOf(int row)
    {
        MatrixShape.CheckRow(row, RowCount);
        return _scores.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);
    }

    /// <summary>Gets by how much a row falls short of what was asked for.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public int ShortageOf(int row) => RequestedPerRow - IndicesOf(row).Length;

    /// <summary>Removes all rows, sets all counts to 0 and keeps the memory.</summary>
    /// <param name="requestedPerRow">Number of negatives asked for in each row, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="requestedPerRow"/> is negative.</exception>
    public void Reset(int requestedPerRow)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requestedPerRow);
        (RowCount, RequestedPerRow) = (0, requestedPerRow);
        (DroppedCandidates, DroppedPairs, FilteredPairs, RowsWithoutPositive, ToppedUp) = (0, 0, 0, 0, 0);
    }

    /// <summary>Adds the choices of the next row.</summary>
    /// <param name="indices">Chosen candidates, at most as many as asked for, each once.</param>
    /// <param name="scores">Their scores.</param>
    /// <exception cref="ArgumentException">There is not one score for each index, or there are more than were asked for.</exception>
    public void AddRow(ReadOnlySpan<int> indices, ReadOnlySpan<float> scores)
    {
        if (indices.Length != scores.Length)
        {
            throw new ArgumentException($"Expected one score for each of the {indices.Length} candidates, but got {scores.Length}.", nameof(scores));
        }

        if (indices.Length > RequestedPerRow)
        {
            throw new ArgumentException($"Expected at most {RequestedPerRow} candidates, as asked for, but got {indices.Length}.", nameof(indices));
        }

        int start = TotalCount;
        Reserve(ref _indices, checked(start + indices.Length));
        Reserve(ref _scores, start + indices.Length);
        Reserve(ref _offsets, RowCount + 2);
        indices.CopyTo(_indices.AsSpan(start));
        scores.CopyTo(_scores.AsSpan(start));
        _offsets[++RowCount] = start + indices.Length;
    }

    private static void Reserve<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            Array.Resize(ref array, (int)Math.Min(Array.MaxLength, Math.Max(length, array.Length * 2L)));
        }
    }
}
