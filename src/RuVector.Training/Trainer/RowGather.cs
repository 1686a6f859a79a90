using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>Copies chosen rows of a matrix; some rows a chunk.</summary>
internal readonly ref struct RowGather : IChunkedWork
{
    private const int ValuesPerChunk = 1 << 14;
    private const double NanosecondsPerValue = 0.3;

    private readonly ReadOnlyMatrixSpan _vectors;
    private readonly ReadOnlySpan<int> _rows;
    private readonly MatrixSpan _target;
    private readonly int _rowsPerChunk;

    private RowGather(ReadOnlyMatrixSpan vectors, ReadOnlySpan<int> rows, MatrixSpan target)
    {
        _vectors = vectors;
        _rows = rows;
        _target = target;
        _rowsPerChunk = Math.Max(1, ValuesPerChunk / Math.Max(1, vectors.Columns));
    }

    /// <summary>Copies row <c>rows[i]</c> to row i of <paramref name="target"/>.</summary>
    public static void Copy(ReadOnlyMatrixSpan vectors, ReadOnlySpan<int> rows, MatrixSpan target)
    {
        RowGather gather = new(vectors, rows, target);
        ComputeThreads.Run(gather, (rows.Length + gather._rowsPerChunk - 1) / gather._rowsPerChunk, NanosecondsPerValue * rows.Length * vectors.Columns);
    }

    public void Run(int chunk)
    {
        for (int i = chunk * _rowsPerChunk; i < Math.Min(_rows.Length, (chunk + 1) * _rowsPerChunk); i++)
        {
            _vectors[_rows[i]].CopyTo(_target[i]);
        }
    }
}
