using BenchmarkDotNet.Attributes;
using RuVector.Training.Optimizers;

namespace RuVector.Training.Benchmarks;

/// <summary>What does a step cost beside reading and writing the same memory? The baseline copies as many bytes as AdamW moves.</summary>
[MemoryDiagnoser]
public class OptimizerStepBenchmark
{
    private readonly SgdOptimizer _sgd = new(new SgdOptions { LearningRate = 1e-6f, Momentum = 0.9f });
    private readonly AdamWOptimizer _adamW = new(new AdamWOptions { LearningRate = 1e-6f });
    private float[] _parameters = [];
    private float[] _gradients = [];
    private float[] _from = [];
    private float[] _to = [];

    [Params(10_000, 1_000_000)]
    public int Parameters { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_parameters, _gradients) = (Data.Normal(Parameters, 1), Data.Normal(Parameters, 2));
        (_from, _to) = (new float[Parameters * 7 / 2], new float[Parameters * 7 / 2]);
    }

    [Benchmark(Baseline = true)]
    public void Copy() => _from.AsSpan().CopyTo(_to);

    [Benchmark]
    public StepOutcome Sgd() => _sgd.Step(_parameters, _gradients);

    [Benchmark]
    public StepOutcome AdamW() => _adamW.Step(_parameters, _gradients);
}
