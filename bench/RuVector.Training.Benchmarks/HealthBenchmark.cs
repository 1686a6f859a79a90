using BenchmarkDotNet.Attributes;
using RuVector.Training.Evaluation;

namespace RuVector.Training.Benchmarks;

/// <summary>What does a look at the health of 4096 embeddings cost? It grows with the cube of the dimension.</summary>
[MemoryDiagnoser]
public class HealthBenchmark
{
    private float[] _vectors = [];

    [Params(100, 384, 1024)]
    public int Dimension { get; set; }

    [GlobalSetup]
    public void Setup() => _vectors = Data.Normal(4096 * Dimension, 1);

    [Benchmark]
    public EmbeddingHealth Evaluate() => HealthEvaluator.Evaluate(new(_vectors, 4096, Dimension));
}
