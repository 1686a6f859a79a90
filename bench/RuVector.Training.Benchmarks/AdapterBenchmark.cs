using BenchmarkDotNet.Attributes;
using RuVector.Training.Adapters;

namespace RuVector.Training.Benchmarks;

/// <summary>What does each adapter cost on a batch of 256 vectors of dimension 384? The baseline is the linear one: a single product.</summary>
[MemoryDiagnoser]
public class AdapterBenchmark
{
    private const int Rows = 256;
    private const int Dimension = 384;

    private readonly LinearAdapter _linear = new(Dimension);
    private readonly LowRankAdapter _lowRank = new(Dimension, 32);
    private readonly MlpAdapter _gelu = new(Dimension, 256);
    private readonly MlpAdapter _relu = new(Dimension, 256, Activation.Relu);
    private readonly AttentionPooling _pooling = new(Dimension, 16);
    private readonly float[] _outputs = new float[Rows * Dimension];
    private float[] _inputs = [];

    [Params(false, true)]
    public bool Backward { get; set; }

    [GlobalSetup]
    public void Setup() => _inputs = Data.Normal(Rows * _pooling.InputDimension, 1);

    [Benchmark(Baseline = true)]
    public void Linear() => Run(_linear);

    [Benchmark]
    public void LowRank32() => Run(_lowRank);

    [Benchmark]
    public void MlpGelu256() => Run(_gelu);

    [Benchmark]
    public void MlpRelu256() => Run(_relu);

    [Benchmark]
    public void AttentionPooling16() => Run(_pooling);

    private void Run(IEmbeddingModel model)
    {
        ReadOnlyMatrixSpan inputs = new(_inputs.AsSpan(0, Rows * model.InputDimension), Rows, model.InputDimension);
        MatrixSpan outputs = new(_outputs, Rows, Dimension);
        if (Backward)
        {
            model.Backward(inputs, outputs);
        }
        else
        {
            model.Forward(inputs, outputs);
        }
    }
}
