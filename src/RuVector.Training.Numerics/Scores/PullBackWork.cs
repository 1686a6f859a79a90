namespace RuVector.Training.Numerics;

/// <summary>Takes summed gradients of unit rows back through the normalisation, scales them, and writes them out; some rows a chunk.</summary>
internal readonly ref struct PullBackWork(MatrixSpan sums, ReadOnlyMatrixSpan vectors, RowFacts facts, bool normalises, MatrixSpan target, bool adds, double factor) : IChunkedWork
{
    private const int ValuesPerChunk = 1 << 16;

    private readonly MatrixSpan _sums = sums;
    private readonly ReadOnlyMatrixSpan _vectors = vectors;
    private readonly RowFacts _facts = facts;
    private readonly MatrixSpan _target = target;
    private readonly int _rowsPerChunk = Math.Max(1, ValuesPerChunk / Math.Max(1, sums.Columns));

    public int Chunks => (_sums.Rows + _rowsPerChunk - 1) / _rowsPerChunk;

    public double Nanoseconds => 0.4 * _sums.Rows * _sums.Columns;

    public void Run(int chunk)
    {
        for (int row = chunk * _rowsPerChunk; row < Math.Min(_sums.Rows, (chunk + 1) * _rowsPerChunk); row++)
        {
            Span<float> gradient = _sums[row];
            if (normalises)
            {
                PullBack(row, gradient);
            }
            else
            {
                RowKernels.Multiply(gradient, (float)factor, gradient);
            }

            if (adds)
            {
                RowKernels.AddScaled(gradient, 1, _target[row]);
            }
        }
    }

    private void PullBack(int row, Span<float> gradient)
    {
        double scale = _facts.Scales[row];
        if (float.IsNormal((float)scale))
        {
            UnitRows.PullBack(_vectors[row], (float)scale, _facts.Lengths[row], factor, gradient);
            return;
        }

        using RentedArray<float> unit = new(gradient.Length);
        UnitRows.Scale(_vectors[row], scale, unit.Span);
        UnitRows.PullBack(unit.Span, _facts.Lengths[row], factor, gradient);
    }
}
