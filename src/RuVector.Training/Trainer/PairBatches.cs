using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>Batches of pairs: queries, one right document each, chosen negatives, and the mask of known answers.</summary>
internal sealed class PairBatches : IBatchSource, IDisposable
{
    private readonly PairDataset _data;
    private readonly TrainerOptions _options;
    private readonly ILoss _loss;
    private readonly ulong _seed;
    private readonly EpochSampler _sampler;
    private readonly KnownAnswerMask _mask;
    private readonly PairNegatives _negatives;
    private readonly EncodedRows _anchors;
    private readonly EncodedRows _candidates;
    private readonly int[] _queries;
    private readonly int[] _positives;

    public PairBatches(TrainingRun run, TrainerOptions options, DualEncoder encoder, PairDataset data)
    {
        (_data, _options, _loss, _seed) = (data, options, run.Loss, run.Context.Seed ?? options.Seed);
        _sampler = new EpochSampler(data.QueryCount, options.BatchSize, _seed);
        _mask = new KnownAnswerMask(data);
        _negatives = new PairNegatives(run, options, encoder, data, _seed);
        (_anchors, _candidates) = (new(encoder.Query, data.Queries.Columns), new(encoder.Document, data.Documents.Columns));
        (_queries, _positives) = (new int[BatchSize], new int[BatchSize]);
    }

    public int SampleCount => _data.QueryCount;

    public int BatchSize => _sampler.BatchSize;

    public string DataFingerprint => _data.Fingerprint;

    public LossResult Accumulate(StepSettings settings, StepDriver driver, CancellationToken cancellationToken)
    {
        _sampler.BatchAt(settings.Batch).CopyTo(_queries);
        _mask.ChoosePositives(_queries, _positives, _seed, settings.Batch);
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

    public void Export(StateWriter writer, Dictionary<string, long> numbers) => _negatives.Remining?.Export(writer, numbers);

    public Action Import(StateReader reader, IReadOnlyDictionary<string, long> numbers) => _negatives.Remining?.Import(reader, numbers) ?? (static () => { });

    public void Dispose() => _negatives.Dispose();

    private PairRelations Relate(ChosenNegatives chosen)
    {
        PairRelations relations = PairRelations.Paired(chosen.Counts, _options.InBatchNegatives);
        return _options.InBatchNegatives ? relations.Ignoring(_mask.Of(_queries, _positives, 0, exceptOwn: true)) : relations;
    }
}
