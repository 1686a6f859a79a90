using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>All dot products of two sets of rows.</summary>
internal sealed class ProductKernel(int rows, int columns, int inner) : ArithmeticKernel
{
    private readonly float[] _a = Data.Repeated(rows * inner, 1);
    private readonly float[] _b = Data.Repeated(columns * inner, 2);
    private readonly float[] _c = new float[rows * columns];

    public override string Name => $"A B^T {rows}x{columns}x{inner}";

    public override double Work => 2.0 * rows * columns * inner;

    public override void Run() => MatrixProduct.MultiplyTransposed(new(_a, rows, inner), new(_b, columns, inner), new(_c, rows, columns));
}
