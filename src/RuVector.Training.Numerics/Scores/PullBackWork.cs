using System.Numerics.Tensors;

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
        using RentedArray<float> memory = new(normalises ? _sums.Columns : 0);
        Span<float> unit = memory.Span;
        for (int row = chunk * _rowsPerChunk; row < Math.Min(_sums.Rows, (chunk + 1) * _rowsPerChunk); row++)
        {
            Span<float> gradient = _sums[row];
            if (normalises)
            {
                UnitRows.Scale(_vectors[row], _facts.Scales[row], unit);
                UnitRows.PullBack(unit, _facts.Lengths[row], factor, gradient);
            }
            else
            {
                TensorPrimitives.Multiply(gradient, (float)factor, gradient);
            }

            if (adds)
            {
                TensorPrimitives.Add(gradient, _target[row], _target[row]);
            }
        }
    }
}
