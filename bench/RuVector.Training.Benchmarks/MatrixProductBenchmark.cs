using BenchmarkDotNet.Attributes;
using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>How much faster is the packed product than a loop over dot products of System.Numerics.Tensors?</summary>
[MemoryDiagnoser]
public class MatrixProductBenchmark
{
    private float[] _a = [];
    private float[] _b = [];
    private float[] _c = [];

    [Params(256, 1024)]
    public int Rows { get; set; }

    [Params(100, 384)]
    public int Dimension { get; set; }

    [GlobalSetup]
    public void Setup() => (_a, _b, _c) = (Data.Normal(Rows * Dimension, 1), Data.Normal(Rows * Dimension, 2), new float[Rows * Rows]);

    [Benchmark(Baseline = true)]
    public void DotLoop()
    {
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Rows; j++)
            {
                _c[(i * Rows) + j] = System.Numerics.Tensors.TensorPrimitives.Dot<float>(_a.AsSpan(i * Dimension, Dimension), _b.AsSpan(j * Dimension, Dimension));
            }
        }
    }

    [Benchmark]
    public void MultiplyTransposed() => MatrixProduct.MultiplyTransposed(new(_a, Rows, Dimension), new(_b, Rows, Dimension), new(_c, Rows, Rows));
}
