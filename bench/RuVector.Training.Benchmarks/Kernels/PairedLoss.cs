using RuVector.Training.Losses;

namespace RuVector.Training.Benchmarks;

/// <summary>InfoNCE with the gradients of both sides, over pairs of any layout.</summary>
internal sealed class PairedLoss
{
    private readonly InfoNceLoss _loss = new(new InfoNceOptions { Temperature = 0.05f });
    private readonly PairRelations _relations;
    private readonly int _dimension;
    private readonly float[] _anchors;
    private readonly float[] _candidates;
    private readonly float[] _anchorGradients;
    private readonly float[] _candidateGradients;

    public PairedLoss(PairedLayout layout, int dimension)
    {
        _relations = PairRelations.Paired(layout);
        _dimension = dimension;
        (_anchors, _candidates) = (Data.Normal(_relations.AnchorCount * dimension, 1), Data.Normal(_relations.CandidateCount * dimension, 2));
        (_anchorGradients, _candidateGradients) = (new float[_anchors.Length], new float[_candidates.Length]);
        _anchorGradients.AsSpan().Fill(1f);
        _candidateGradients.AsSpan().Fill(1f);
    }

    public void Evaluate() => _loss.Evaluate(
        new(new(_anchors, _relations.AnchorCount, _dimension), new(_candidates, _relations.CandidateCount, _dimension), _relations),
        new LossOutputs
        {
            AnchorGradients = new(_anchorGradients, _relations.AnchorCount, _dimension),
            CandidateGradients = new(_candidateGradients, _relations.CandidateCount, _dimension),
        });
}
