namespace RuVector.Training.Trainer;

/// <summary>A matrix that grows and is used again.</summary>
internal sealed class MatrixBuffer(int columns)
{
    private float[] _values = [];

    public MatrixSpan View(int rows)
    {
        int length = checked(rows * columns);
        if (_values.Length < length)
        {
            Array.Resize(ref _values, length);
        }

        return new MatrixSpan(_values.AsSpan(0, length), rows, columns);
    }
}
