namespace RuVector.Training;

/// <summary>One set of ascending indices a row, optionally with a value for each index; built row by row and reusable without allocation.</summary>
/// <remarks>Not thread safe while it is being built; safe for concurrent reading afterwards.</remarks>
public sealed class IndexLists
{
    private int[] _offsets = new int[1];
    private int[] _indices = [];
    private float[] _values = [];

    /// <summary>Gets the number of rows added so far.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the number of indices of all rows together.</summary>
    public int TotalCount => _offsets[Count];

    /// <summary>Gets a value indicating whether the rows carry values; decided by the first row that is not empty.</summary>
    public bool HasValues { get; private set; }

    /// <summary>Gets the indices of one row: ascending, each once.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<int> this[int row]
    {
        get
        {
            MatrixShape.CheckRow(row, Count);
            return _indices.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);
        }
    }

    /// <summary>Copies a jagged array of indices; each row is sorted and each index kept once.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The lists.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative.</exception>
    public static IndexLists FromRows(params int[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        IndexLists lists = new();
        foreach (int[] row in rows)
        {
            lists.AddRow(row);
        }

        return lists;
    }

    /// <summary>Gets the values of one row, parallel to its indices.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The values; empty when the lists carry none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<float> ValuesOf(int row)
    {
        MatrixShape.CheckRow(row, Count);
        return HasValues ? _values.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]) : [];
    }

    /// <summary>Removes all rows and keeps the memory.</summary>
    public void Clear() => (Count, HasValues) = (0, false);

    /// <summary>Adds a row; the indices are sorted and each is kept once.</summary>
    /// <param name="indices">The indices of the row, 0 or more each, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative.</exception>
    /// <exception cref="ArgumentException">Earlier rows carry values.</exception>
    public void AddRow(ReadOnlySpan<int> indices)
    {
        if (HasValues && !indices.IsEmpty)
        {
            throw new ArgumentException($"Expected a value for each index of row {Count}, as in the rows before.", nameof(indices));
        }

        Span<int> row = Append(indices);
        row.Sort();
        CheckIndices(row);
        int kept = 0;
        for (int i = 0; i < row.Length; i++)
        {
            if (kept == 0 || row[i] != row[kept - 1])
            {
                row[kept++] = row[i];
            }
        }

        Close(kept);
    }

    /// <summary>Adds a row whose indices carry values; sorted by index together.</summary>
    /// <param name="indices">The indices of the row, 0 or more each, each once, in any order.</param>
    /// <param name="values">One finite value for each index: an edge weight or a graded score.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative.</exception>
    /// <exception cref="ArgumentException">The lengths differ, an index occurs twice, a value is not finite, or earlier rows carry no values.</exception>
    public void AddRow(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        if (indices.Length != values.Length)
        {
            throw new ArgumentException($"Expected one value for each of the {indices.Length} indices of row {Count}, but got {values.Length}.", nameof(values));
        }

        if (!HasValues && TotalCount > 0 && !indices.IsEmpty)
        {
            throw new ArgumentException($"Expected no values for row {Count}, because the rows before carry none.", nameof(values));
        }

        Span<int> row = Append(indices);
        Reserve(ref _values, TotalCount + values.Length);
        Span<float> rowValues = _values.AsSpan(TotalCount, values.Length);
        values.CopyTo(rowValues);
        row.Sort(rowValues);
        CheckIndices(row);
        for (int i = 0; i < row.Length; i++)
        {
            if (i > 0 && row[i] == row[i - 1])
            {
                throw new ArgumentException($"Expected each index of a row once, but row {Count} has {row[i]} twice.", nameof(indices));
            }

            if (!float.IsFinite(rowValues[i]))
            {
                throw new NonFiniteValueException(nameof(values), Count, i, rowValues[i]);
            }
        }

        HasValues |= row.Length > 0;
        Close(row.Length);
    }

    private static void Reserve<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            Array.Resize(ref array, (int)Math.Min(Array.MaxLength, Math.Max(length, array.Length * 2L)));
        }
    }

    private Span<int> Append(ReadOnlySpan<int> indices)
    {
        Reserve(ref _indices, checked(TotalCount + indices.Length));
        Reserve(ref _offsets, Count + 2);
        Span<int> row = _indices.AsSpan(TotalCount, indices.Length);
        indices.CopyTo(row);
        return row;
    }

    private void CheckIndices(ReadOnlySpan<int> indices)
    {
        if (indices.Length > 0 && indices[0] < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(indices), indices[0], $"Expected indices of 0 or more, but row {Count} has {indices[0]}.");
        }
    }

    private void Close(int count)
    {
        int end = TotalCount + count;
        _offsets[++Count] = end;
    }
}
