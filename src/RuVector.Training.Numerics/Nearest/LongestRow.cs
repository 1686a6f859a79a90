namespace RuVector.Training.Numerics;

/// <summary>Finds the length of the longest row of a matrix, shared among threads.</summary>
internal readonly ref struct LongestRow : IChunkedWork
{
    private const int ValuesPerChunk = 1 << 18;

    private readonly ReadOnlyMatrixSpan _rows;
    private readonly Span<double> _longest;
    private readonly int _rowsPerChunk;

    private LongestRow(ReadOnlyMatrixSpan rows, int rowsPerChunk, Span<double> longest)
    {
        _rows = rows;
        _rowsPerChunk = rowsPerChunk;
        _longest = longest;
    }

    /// <summary>Gets the length of the longest row: 0 without rows, not finite when a value is NaN or an infinity.</summary>
    public static double LengthOf(ReadOnlyMatrixSpan rows)
    {
        int rowsPerChunk = Math.Max(1, ValuesPerChunk / Math.Max(1, rows.Columns));
        int chunks = (int)(((long)rows.Rows + rowsPerChunk - 1) / rowsPerChunk);
        using RentedArray<double> longest = new(chunks);
        ComputeThreads.Run(new LongestRow(rows, rowsPerChunk, longest.Span), chunks, 0.1 * rows.Rows * rows.Columns);
        double length = 0;
        foreach (double of in longest.Span)
        {
            length = Math.Max(length, of); // NaN wins
        }

        return length;
    }

    public void Run(int chunk)
    {
        double longest = 0;
        for (int row = chunk * _rowsPerChunk; row < Math.Min(_rows.Rows, (chunk + 1) * _rowsPerChunk); row++)
        {
            longest = Math.Max(longest, UnitRows.Length(_rows[row]));
        }

        _longest[chunk] = longest;
    }
}
