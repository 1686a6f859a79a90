using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>The dot products of one row with many: every value is used once, so reading is all.</summary>
internal sealed class VectorProductKernel(int columns, int inner) : MemoryKernel
{
    private readonly float[] _a = Data.Normal(inner, 1);
    private readonly float[] _b = Data.Repeated(columns * inner, 2);
    private readonly float[] _c = new float[columns];

    public override string Name => $"A B^T 1x{columns}x{inner}";

    public override double Work => Footprint;

    protected override StreamShape Shape => StreamShape.Read;

    protected override long Footprint => (long)sizeof(float) * columns * inner;

    public override void Run() => MatrixProduct.MultiplyTransposed(new(_a, 1, inner), new(_b, columns, inner), new(_c, 1, columns));
}
