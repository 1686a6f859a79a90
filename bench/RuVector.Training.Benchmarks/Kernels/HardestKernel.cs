using RuVector.Training.Mining;

namespace RuVector.Training.Benchmarks;

/// <summary>The closest k of many candidates, by the miner.</summary>
internal sealed class HardestKernel(int anchors, int pool, int dimension, int count) : ArithmeticKernel
{
    private readonly HardestMiner _miner = new();
    private readonly MinedNegatives _result = new();
    private readonly PairRelations _relations = PairRelations.Paired(new PairedLayout(anchors) { SharedNegatives = pool });
    private readonly float[] _anchors = Data.Normal(anchors * dimension, 1);
    private readonly float[] _candidates = Data.Normal((anchors + pool) * dimension, 2);

    public override string Name => $"Hardest {count} of {anchors}x{pool}x{dimension}";

    public override double Work => 2.0 * anchors * pool * dimension;

    public override void Run() => _miner.Mine(new MiningRequest(new(_anchors, anchors, dimension), new(_candidates, anchors + pool, dimension), _relations, count), _result);
}
