namespace RuVector.Training.DependencyInjection.Tests;

internal sealed class FakeLoss(string name, MarginOptions options) : ILoss
{
    public string Name => name;

    public MarginOptions Options => options;

    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => new(options.Margin, batch.Anchors.Rows);
}

internal sealed class FakeOptimizer(DecayOptions options) : IOptimizer
{
    public DecayOptions Options => options;

    public float LearningRate { get; set; } = options.LearningRate;

    public long StepCount { get; private set; }

    public long SkippedSteps => 0;

    public StepOutcome Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        StepCount++;
        return StepOutcome.Taken;
    }

    public StepOutcome Step(ParameterSet parameters) => Step([], []);

    public OptimizerState ExportState() => new("Fake", StepCount, [], new Dictionary<string, float[]>(), new Dictionary<string, double>());

    public void ImportState(OptimizerState state) => StepCount = state.StepCount;

    public void Reset() => StepCount = 0;
}

internal sealed class FakeScheduler(WarmupOptions options, TrainingRunContext context) : IScheduler
{
    public WarmupOptions Options => options;

    public TrainingRunContext Context => context;

    public float ValueAt(long position) => Math.Min(1f, (float)position / options.WarmupSteps);
}

internal sealed class FakeCurriculum(StagesOptions options) : IScheduler<CurriculumStage>
{
    public StagesOptions Options => options;

    public CurriculumStage ValueAt(long position) => new() { Name = options.Stages[0].Name, Difficulty = options.Stages[0].Difficulty };
}

internal sealed class FakeMetricScheduler : IMetricScheduler
{
    public float Factor => 1f;

    public long Observations { get; private set; }

    public bool Observe(double metric)
    {
        Observations++;
        return false;
    }

    public MetricSchedulerState ExportState() => new("Counting", Observations, new Dictionary<string, double>());

    public void ImportState(MetricSchedulerState state) => Observations = state.Observations;
}

internal sealed class FakeMiner(DecayOptions options) : INegativeMiner
{
    public DecayOptions Options => options;

    public void Mine(in MiningRequest request, MinedNegatives result) => result.Reset(request.NegativesPerAnchor);
}
