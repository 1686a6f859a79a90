namespace RuVector.Training.Benchmarks;

/// <summary>Anchors with a positive each, at a cosine of about 0.2, and a pool of candidates that all share, at cosines around 0.</summary>
internal sealed class MiningWork
{
    private const float Noise = 5;
    private readonly MinedNegatives _result = new();
    private readonly PairRelations _relations;
    private readonly float[] _anchors;
    private readonly float[] _candidates;
    private readonly int _dimension;

    public MiningWork(int anchors, int pool, int dimension)
    {
        _relations = PairRelations.Paired(new PairedLayout(anchors) { SharedNegatives = pool });
        (_anchors, _candidates, _dimension) = (Data.Normal(anchors * dimension, 1), Data.Normal((anchors + pool) * dimension, 2), dimension);
        for (int i = 0; i < _anchors.Length; i++)
        {
            _candidates[i] = _anchors[i] + (Noise * _candidates[i]);
        }
    }

    public void Mine(INegativeMiner miner, int count) =>
        miner.Mine(new MiningRequest(new(_anchors, _relations.AnchorCount, _dimension), new(_candidates, _relations.CandidateCount, _dimension), _relations, count), _result);
}
