using RuVector.Training.Adapters;
using RuVector.Training.Mining;

namespace RuVector.Training.Trainer;

/// <summary>Batches of pairs: queries, one right document each, chosen negatives, and the mask of known answers.</summary>
internal sealed class PairBatches : IBatchSource, IDisposable
{
    private readonly PairDataset _data;
    private readonly TrainerOptions _options;
    private readonly ILoss _loss;
    private readonly ulong _seed;
    private readonly IBatchOrder _order;
    private readonly KnownAnswerMask _mask;
    private readonly PairNegatives _negatives;
    private readonly EncodedRows _anchors;
    private readonly EncodedRows _candidates;
    private int[] _queries = [];
    private int[] _positives = [];

    public PairBatches(TrainingRun run, TrainerOptions options, DualEncoder encoder, PairDataset data)
    {
        (_data, _options, _loss, _seed) = (data, options, run.Loss, run.Context.Seed ?? options.Seed);
        _order = OrderOf(options, data, _seed);
        _mask = new KnownAnswerMask(data);
        _negatives = new PairNegatives(run, options, encoder, data, _seed);
        (_anchors, _candidates) = (new(encoder.Query, data.Queries.Columns), new(encoder.Document, data.Documents.Columns));
    }

    public int SampleCount => _data.QueryCount;

    public int BatchSize => _order.BatchSize;

    public string DataFingerprint => _data.Fingerprint;

    public LossResult Accumulate(StepSettings settings, StepDriver driver, CancellationToken cancellationToken)
    {
        ReadOnlySpan<int> queries = _order.BatchAt(settings.Batch);
        Array.Resize(ref _queries, queries.Length);
        Array.Resize(ref _positives, queries.Length);
        queries.CopyTo(_queries);
        PositiveChoice.Choose(_data, _queries, _positives, _seed, settings.Batch);
        _anchors.Load(_data.Queries, _queries);
        ReadOnlyMatrixSpan anchors = _anchors.Encode();
        cancellationToken.ThrowIfCancellationRequested();

        ChosenNegatives chosen = _negatives.Choose(_queries, _positives, anchors, settings, driver, cancellationToken);
        _candidates.Load(_data.Documents, _positives);
        _candidates.Add(_data.Documents, chosen.Documents);
        ReadOnlyMatrixSpan candidates = _candidates.Encode();
        cancellationToken.ThrowIfCancellationRequested();

        LossOutputs outputs = new() { AnchorGradients = _anchors.Gradients, CandidateGradients = _candidates.Gradients };
        LossResult result = _loss.Evaluate(new ContrastiveBatch(anchors, candidates, Relate(chosen)), outputs);
        cancellationToken.ThrowIfCancellationRequested();
        if (result.Terms > 0)
        {
            _anchors.Backward();
            _candidates.Backward();
        }

        return result;
    }

    public void Export(StateWriter writer, Dictionary<string, long> numbers)
    {
        _order.Export(numbers);
        _negatives.Remining?.Export(writer, numbers);
    }

    public Action Import(StateReader reader, IReadOnlyDictionary<string, long> numbers) => _order.Import(numbers) + _negatives.Remining?.Import(reader, numbers);

    public void Dispose() => _negatives.Dispose();

    private PairRelations Relate(ChosenNegatives chosen)
    {
        PairRelations relations = PairRelations.Paired(chosen.Counts, _options.InBatchNegatives);
        return _options.InBatchNegatives ? relations.Ignoring(_mask.Of(_queries, _positives, 0, exceptOwn: true)) : relations;
    }

    private static IBatchOrder OrderOf(TrainerOptions options, PairDataset data, ulong seed) => options.Sampling switch
    {
        BatchSampling.Shuffle => new ShuffledOrder(data.QueryCount, options.BatchSize, seed),
        BatchSampling.NoDuplicates => new PlannedOrder(new NoDuplicatesSampler(data.Positives, options.BatchSize, seed), options.BatchSize),
        _ => throw new ArgumentException($"Expected Shuffle or NoDuplicates as the Sampling of pairs, but got {options.Sampling}.", nameof(options)),
    };
}
