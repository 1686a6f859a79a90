using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>A product added to what is there: the second half of a gradient.</summary>
internal sealed class AddedProductKernel(int rows, int columns, int inner, bool transposed) : ArithmeticKernel
{
    private readonly float[] _a = Data.Repeated(rows * inner, 1);
    private readonly float[] _b = Data.Repeated(inner * columns, 2);
    private readonly float[] _c = new float[rows * columns];

    public override string Name => $"C + {(transposed ? "A^T" : "A")} B {rows}x{columns}x{inner}";

    public override double Work => 2.0 * rows * columns * inner;

    public override void Run()
    {
        if (transposed)
        {
            MatrixProduct.AddTransposedMultiply(new(_a, inner, rows), new(_b, inner, columns), new(_c, rows, columns));
        }
        else
        {
            MatrixProduct.AddMultiply(new(_a, rows, inner), new(_b, inner, columns), new(_c, rows, columns));
        }
    }
}
