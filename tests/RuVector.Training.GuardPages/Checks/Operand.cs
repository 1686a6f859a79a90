using RuVector.Training.TestKit;

namespace RuVector.Training.GuardPages;

/// <summary>A random matrix with NaN between its rows; it ends with its last value, so that there is no gap behind the last row.</summary>
internal sealed class Operand
{
    /// <summary>Floats of the largest one.</summary>
    public const int Largest = 16_000;

    private const int Seeds = 4;
    private static readonly float[] s_numbers = Batches.Vector(Largest + (1000 * Seeds), seed: 1);

    public Operand(int rows, int columns, int gap, int seed)
    {
        (Rows, Columns, Stride) = (rows, columns, columns + gap);
        Values = s_numbers.AsSpan(1000 * seed, rows == 0 || columns == 0 ? 0 : ((rows - 1) * Stride) + columns).ToArray();
        for (int end = columns; end < Values.Length; end += Stride)
        {
            Values.AsSpan(end, gap).Fill(float.NaN);
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Stride { get; }

    public float[] Values { get; }

    /// <summary>Views memory of this length as a matrix of this shape.</summary>
    public MatrixSpan View(Span<float> memory) => new(memory, Rows, Columns, Stride);
}
