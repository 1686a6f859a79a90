using BenchmarkDotNet.Attributes;
using RuVector.Training.Mining;

namespace RuVector.Training.Benchmarks;

/// <summary>What does choosing cost on top of scoring? Random without a filter scores all the same and hardly chooses.</summary>
[MemoryDiagnoser]
public class MiningBenchmark
{
    private const int Anchors = 256;
    private const int Dimension = 100;
    private readonly MinedNegatives _result = new();
    private readonly INegativeMiner _random = new RandomMiner();
    private readonly INegativeMiner _hardest = new HardestMiner();
    private readonly INegativeMiner _semiHard = new SemiHardMiner();
    private float[] _anchors = [];
    private float[] _candidates = [];
    private PairRelations _relations = PairRelations.InBatch(0);

    [Params(4096)]
    public int Pool { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_anchors, _candidates) = (Data.Normal(Anchors * Dimension, 1), Data.Normal((Anchors + Pool) * Dimension, 2));
        _relations = PairRelations.Paired(new PairedLayout(Anchors) { SharedNegatives = Pool });
    }

    [Benchmark(Baseline = true)]
    public int Random() => Mine(_random);

    [Benchmark]
    public int Hardest() => Mine(_hardest);

    [Benchmark]
    public int SemiHard() => Mine(_semiHard);

    private int Mine(INegativeMiner miner)
    {
        miner.Mine(new MiningRequest(new(_anchors, Anchors, Dimension), new(_candidates, Anchors + Pool, Dimension), _relations, negativesPerAnchor: 20), _result);
        return _result.TotalCount;
    }
}
