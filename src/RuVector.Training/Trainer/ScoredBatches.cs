using System.Runtime.InteropServices;
using RuVector.Training.Adapters;
using RuVector.Training.Data;

namespace RuVector.Training.Trainer;

/// <summary>Batches of scored pairs: some first vectors with all their pairs, so that what a teacher ranks stays together.</summary>
internal sealed class ScoredBatches : IBatchSource
{
    private readonly ScoredPairDataset _data;
    private readonly ILoss _loss;
    private readonly bool _bestAgainstRest;
    private readonly int[][] _pairsOf;
    private readonly ShuffledOrder _order;
    private readonly EncodedRows _anchors;
    private readonly EncodedRows _candidates;
    private readonly Dictionary<int, int> _places = [];

    public ScoredBatches(TrainingRun run, TrainerOptions options, DualEncoder encoder, ScoredPairDataset data)
    {
        (_data, _loss, _bestAgainstRest) = (data, run.Loss, options.BestAgainstRest);
        _pairsOf = [.. Enumerable.Range(0, data.Count).GroupBy(pair => data.Pairs[pair].Anchor).Select(static pairs => pairs.ToArray())];
        _order = new ShuffledOrder(_pairsOf.Length, options.BatchSize, run.Context.Seed ?? options.Seed);
        (_anchors, _candidates) = (new(encoder.Query, data.First.Columns), new(encoder.Document, data.Second.Columns));
    }

    public int SampleCount => _pairsOf.Length;

    public int BatchSize => _order.BatchSize;

    public string DataFingerprint => _data.Fingerprint;

    public LossResult Accumulate(StepSettings settings, StepDriver driver, CancellationToken cancellationToken)
    {
        PairRelations relations = Load(_order.BatchAt(settings.Batch));
        ReadOnlyMatrixSpan anchors = _anchors.Encode(), candidates = _candidates.Encode();
        cancellationToken.ThrowIfCancellationRequested();
        LossOutputs outputs = new() { AnchorGradients = _anchors.Gradients, CandidateGradients = _candidates.Gradients };
        LossResult result = _loss.Evaluate(new ContrastiveBatch(anchors, candidates, relations), outputs);
        cancellationToken.ThrowIfCancellationRequested();
        if (result.Terms > 0)
        {
            _anchors.Backward();
            _candidates.Backward();
        }

        return result;
    }

    private PairRelations Load(ReadOnlySpan<int> groups)
    {
        _places.Clear();
        List<int> seconds = [];
        List<ScoredPair> pairs = [];
        int[] firsts = new int[groups.Length];
        for (int anchor = 0; anchor < firsts.Length; anchor++)
        {
            foreach (int pair in _pairsOf[groups[anchor]])
            {
                ScoredPair scored = _data.Pairs[pair];
                firsts[anchor] = scored.Anchor;
                if (!_places.TryGetValue(scored.Candidate, out int place))
                {
                    _places[scored.Candidate] = place = seconds.Count;
                    seconds.Add(scored.Candidate);
                }

                pairs.Add(new ScoredPair(anchor, place, scored.Score));
            }
        }

        _anchors.Load(_data.First.Span, firsts);
        _candidates.Load(_data.Second.Span, CollectionsMarshal.AsSpan(seconds));
        return _bestAgainstRest ? BestAgainstRest(firsts.Length, seconds.Count, pairs) : PairRelations.FromScoredPairs(firsts.Length, seconds.Count, [.. pairs]);
    }

    private static PairRelations BestAgainstRest(int anchors, int candidates, List<ScoredPair> pairs)
    {
        IndexLists positives = new(), negatives = new();
        ILookup<int, ScoredPair> ofAnchor = pairs.ToLookup(static pair => pair.Anchor);
        for (int anchor = 0; anchor < anchors; anchor++)
        {
            ScoredPair best = ofAnchor[anchor].MaxBy(static pair => pair.Score);
            ScoredPair[] rest = [.. ofAnchor[anchor].Where(pair => pair.Candidate != best.Candidate)];
            positives.AddRow([best.Candidate], [best.Score]);
            negatives.AddRow([.. rest.Select(static pair => pair.Candidate)], [.. rest.Select(static pair => pair.Score)]);
        }

        return PairRelations.FromLists(candidates, positives, negatives);
    }
}
