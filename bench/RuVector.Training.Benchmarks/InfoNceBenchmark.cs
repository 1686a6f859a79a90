using BenchmarkDotNet.Attributes;
using RuVector.Training.Losses;

namespace RuVector.Training.Benchmarks;

/// <summary>What do the gradients of both sides cost on top of the value?</summary>
[MemoryDiagnoser]
public class InfoNceBenchmark
{
    private readonly InfoNceLoss _loss = new(new InfoNceOptions { Temperature = 0.05f });
    private float[] _anchors = [];
    private float[] _positives = [];
    private float[] _anchorGradients = [];
    private float[] _positiveGradients = [];
    private PairRelations _relations = PairRelations.InBatch(0);

    [Params(64, 256, 1024)]
    public int Rows { get; set; }

    [Params(384, 768)]
    public int Dimension { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_anchors, _positives) = (Data.Normal(Rows * Dimension, 1), Data.Normal(Rows * Dimension, 2));
        (_anchorGradients, _positiveGradients) = (new float[Rows * Dimension], new float[Rows * Dimension]);
        _relations = PairRelations.InBatch(Rows);
    }

    [Benchmark(Baseline = true)]
    public double Value() => _loss.Evaluate(Batch()).Value;

    [Benchmark]
    public double ValueAndGradients() => _loss.Evaluate(
        Batch(),
        new LossOutputs { AnchorGradients = new(_anchorGradients, Rows, Dimension), CandidateGradients = new(_positiveGradients, Rows, Dimension) }).Value;

    private ContrastiveBatch Batch() => new(new(_anchors, Rows, Dimension), new(_positives, Rows, Dimension), _relations);
}
