namespace RuVector.Training.Optimizers;

/// <summary>The named rows of a step, each once and in ascending order, with the sum of their gradients.</summary>
/// <remarks>Cost and memory depend on the number of named rows alone; memory is kept for the next step.</remarks>
internal sealed class RowGradients
{
    private long[] _order = [];
    private int[] _rows = [];
    private float[] _sums = [];
    private float[] _decays = [];
    private double[] _total = [];
    private int _count;
    private int _columns;

    /// <summary>Gets the rows, <c>[n]</c>.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Gets the sums, <c>[n, D]</c>.</summary>
    public ReadOnlySpan<float> Sums => _sums.AsSpan(0, _count * _columns);

    /// <summary>Gets the sum of one of the rows, <c>[D]</c>.</summary>
    /// <param name="index">Its place in <see cref="Rows"/>.</param>
    public ReadOnlySpan<float> SumOf(int index) => _sums.AsSpan(index * _columns, _columns);

    /// <summary>Gets room for a number per row, <c>[n]</c>.</summary>
    public Span<float> Decays => _decays.AsSpan(0, _count);

    /// <summary>Sorts rows and adds up what belongs together, in the order given.</summary>
    public void Gather(ReadOnlySpan<int> rows, ReadOnlyMatrixSpan gradients)
    {
        Reserve(rows.Length, gradients.Columns);
        Span<long> order = _order.AsSpan(0, rows.Length);
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = ((long)rows[i] << 32) | (uint)i;
        }

        order.Sort();
        for (int start = 0, end; start < order.Length; start = end)
        {
            int row = (int)(order[start] >> 32);
            for (end = start + 1; end < order.Length && order[end] >> 32 == row; end++)
            {
            }

            _rows[_count] = row;
            Add(order[start..end], gradients, _sums.AsSpan(_count * _columns, _columns));
            _count++;
        }
    }

    private void Add(ReadOnlySpan<long> positions, ReadOnlyMatrixSpan gradients, Span<float> sum)
    {
        if (positions.Length == 1)
        {
            gradients[(int)positions[0]].CopyTo(sum);
            return;
        }

        Span<double> total = _total.AsSpan(0, _columns);
        total.Clear();
        foreach (long position in positions)
        {
            ReadOnlySpan<float> gradient = gradients[(int)position];
            for (int column = 0; column < total.Length; column++)
            {
                total[column] += gradient[column];
            }
        }

        for (int column = 0; column < total.Length; column++)
        {
            sum[column] = (float)total[column];
        }
    }

    private void Reserve(int rows, int columns)
    {
        (_count, _columns) = (0, columns);
        if (_order.Length < rows)
        {
            (_order, _rows, _decays) = (new long[rows], new int[rows], new float[rows]);
        }

        if (_sums.Length < rows * columns)
        {
            _sums = new float[rows * columns];
        }

        if (_total.Length < columns)
        {
            _total = new double[columns];
        }
    }
}
