using System.Numerics.Tensors;
using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Mining;

namespace RuVector.Training.Trainer;

/// <summary>Batches of labelled rows: every row against the rows of its batch, against those of past batches where a memory keeps them, or against class vectors.</summary>
internal sealed class LabelBatches : IBatchSource
{
    private const string MemoryGroup = "memory";

    private readonly LabelledDataset _data;
    private readonly TrainingRun _run;
    private readonly IBatchOrder _order;
    private readonly ulong _seed;
    private readonly EncodedRows _rows;
    private readonly ParameterSegment? _classes;
    private readonly int[] _classNumbers;
    private readonly MatrixBuffer _classGradients;
    private readonly BatchMemory? _memory;
    private readonly MinedNegatives _mined = new();
    private int[] _samples = [];
    private int[] _labels = [];

    public LabelBatches(TrainingRun run, TrainerOptions options, LabelEncoder encoder, LabelledDataset data)
    {
        (_data, _run, _seed) = (data, run, run.Context.Seed ?? options.Seed);
        _order = OrderOf(options, data, _seed);
        _rows = new EncodedRows(encoder.Model, data.Vectors.Columns);
        _classes = encoder.Classes?.Parameters["embeddings"];
        _classNumbers = [.. Enumerable.Range(0, encoder.Classes?.Count ?? 0)];
        _classGradients = new MatrixBuffer(encoder.Model.OutputDimension);
        _memory = options.MemorySize > 0 ? new BatchMemory(options.MemorySize, encoder.Model.OutputDimension, options.MemoryAge) : null;
    }

    public int SampleCount => _data.Count;

    public int BatchSize => _order.BatchSize;

    public string DataFingerprint => _data.Fingerprint;

    public LossResult Accumulate(StepSettings settings, StepDriver driver, CancellationToken cancellationToken)
    {
        Load(_order.BatchAt(settings.Batch));
        _rows.Load(_data.Vectors.Span, _samples);
        ReadOnlyMatrixSpan rows = _rows.Encode();
        cancellationToken.ThrowIfCancellationRequested();
        LossResult result = _classes is not null ? EvaluateWithClasses(rows)
            : _memory?.CountAt(settings.Step) > 0 ? EvaluateWithMemory(rows, settings, driver)
            : EvaluateAlone(rows, settings, driver);
        cancellationToken.ThrowIfCancellationRequested();
        if (result.Terms > 0)
        {
            _rows.Backward();
        }

        _memory?.Add(rows, _samples, _labels);
        return result;
    }

    public void EndStep(StepSettings settings) => _memory?.Commit(settings.Step);

    public void Export(StateWriter writer, Dictionary<string, long> numbers)
    {
        _order.Export(numbers);
        _memory?.Export(MemoryGroup, writer, numbers);
    }

    public Action Import(StateReader reader, IReadOnlyDictionary<string, long> numbers) => _order.Import(numbers) + _memory?.Import(MemoryGroup, reader, numbers);

    private void Load(ReadOnlySpan<int> samples)
    {
        Array.Resize(ref _samples, samples.Length);
        Array.Resize(ref _labels, samples.Length);
        samples.CopyTo(_samples);
        for (int row = 0; row < samples.Length; row++)
        {
            _labels[row] = _data.Labels[samples[row]];
        }
    }

    private LossResult EvaluateAlone(ReadOnlyMatrixSpan rows, StepSettings settings, StepDriver driver)
    {
        PairRelations relations = Mine(rows, rows, PairRelations.FromLabels(_labels), settings, driver);
        return _run.Loss.Evaluate(new ContrastiveBatch(rows, relations), new LossOutputs { AnchorGradients = _rows.Gradients });
    }

    private LossResult EvaluateWithMemory(ReadOnlyMatrixSpan rows, StepSettings settings, StepDriver driver)
    {
        ReadOnlyMatrixSpan candidates = _memory!.Join(rows, _samples, _labels, settings.Step, out PairRelations labelled);
        PairRelations relations = Mine(rows, candidates, labelled, settings, driver);
        MatrixSpan gradients = _rows.Gradients, ofCandidates = _memory.Gradients;
        LossResult result = _run.Loss.Evaluate(new ContrastiveBatch(rows, candidates, relations), new LossOutputs { AnchorGradients = gradients, CandidateGradients = ofCandidates });

        // The rows of the batch are candidates too; those of the memory are not trained any more.
        TensorPrimitives.Add(gradients.Values, ofCandidates.SliceRows(0, rows.Rows).Values, gradients.Values);
        return result;
    }

    private LossResult EvaluateWithClasses(ReadOnlyMatrixSpan rows)
    {
        MatrixSpan classes = _classes!.ValueMatrix, gradients = _classGradients.View(classes.Rows);
        PairRelations relations = PairRelations.FromLabels(_labels, _classNumbers);
        LossResult result = _run.Loss.Evaluate(new ContrastiveBatch(rows, classes, relations), new LossOutputs { AnchorGradients = _rows.Gradients, CandidateGradients = gradients });
        TensorPrimitives.Add(_classes.Gradients, gradients.Values, _classes.Gradients);
        return result;
    }

    private PairRelations Mine(ReadOnlyMatrixSpan rows, ReadOnlyMatrixSpan candidates, PairRelations relations, StepSettings settings, StepDriver driver)
    {
        if (_run.Miner is null || settings.NegativesPerAnchor == 0)
        {
            return relations;
        }

        _run.Miner.Mine(new MiningRequest(rows, candidates, relations, settings.NegativesPerAnchor) { Seed = _seed, Step = settings.Batch }, _mined);
        driver.CountMined(_mined.TotalCount, _mined.TotalCount + _mined.TotalShortage);
        return relations.WithNegatives(_mined);
    }

    private static IBatchOrder OrderOf(TrainerOptions options, LabelledDataset data, ulong seed) => options.Sampling switch
    {
        BatchSampling.Shuffle => new ShuffledOrder(data.Count, options.BatchSize, seed),
        BatchSampling.GroupByLabel => new PlannedOrder(new GroupByLabelSampler(data.Labels, options.BatchSize, seed), options.BatchSize),
        BatchSampling.PerClass => PerClass(options, data, seed),
        _ => throw new ArgumentException($"Expected Shuffle, GroupByLabel or PerClass as the Sampling of labelled rows, but got {options.Sampling}.", nameof(options)),
    };

    private static PlannedOrder PerClass(TrainerOptions options, LabelledDataset data, ulong seed)
    {
        int classes = options.BatchSize / options.SamplesPerClass;
        return new PlannedOrder(new PerClassSampler(data.Labels, classes, options.SamplesPerClass, seed), classes * options.SamplesPerClass);
    }
}
