using RuVector.Training.Adapters;
using RuVector.Training.Checkpoints;
using RuVector.Training.Losses;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Tests.Files;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>Which checkpoints a run does not go on from, and saves that fail.</summary>
[TestFixture]
public sealed class ResumeRefusalTests
{
    private static readonly PairDataset _data = SyntheticPairs.Create();
    private TemporaryFolder _folder = null!;

    private static readonly (string Name, Action<Attempt> Change, string Difference)[] _others =
    [
        ("seed", static attempt => attempt.Options.Seed = 2, "seed was 1 and is 2"),
        ("steps", static attempt => attempt.Options.Steps = 13, "total steps was 12 and is 13"),
        ("batch", static attempt => attempt.Options.BatchSize = 16, "Trainer:BatchSize was 32 and is 16"),
        ("groups", static attempt => attempt.Options.ParameterGroups.Add(new ParameterGroupOptions { Pattern = "bias", IsFrozen = true }), "Trainer:ParameterGroups was  and is bias: rate 1, decay , frozen True"),
        ("data", static attempt => attempt.Data = SyntheticPairs.Create(queries: 399), "data was "),
        ("optimizer", static attempt => attempt.Optimizer = new AdamOptimizer(), "optimizer was RuVector.Training.Optimizers.SgdOptimizer and is RuVector.Training.Optimizers.AdamOptimizer"),
        ("loss", static attempt => attempt.Loss = new TripletLoss(), "loss was RuVector.Training.Losses.InfoNceLoss and is RuVector.Training.Losses.TripletLoss"),
        ("model", static attempt => attempt.Encoder = DualEncoder.Separate(new LinearAdapter(12), new LinearAdapter(12)), "model was weight [12, 12], bias [12] and is query.weight [12, 12]"),
    ];

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static IEnumerable<string> OtherNames => _others.Select(static other => other.Name);

    [TestCaseSource(nameof(OtherNames))]
    public void Train_CheckpointOfAnotherRun_IsRefusedAndNothingIsChanged(string name)
    {
        (_, Action<Attempt> change, string difference) = _others.Single(other => other.Name == name);
        Run(new Attempt());
        Attempt attempt = new();
        change(attempt);
        float[] before = attempt.Encoder.Parameters.Values.ToArray();
        CheckpointException refusal = Should.Throw<CheckpointException>(() => Run(attempt));
        refusal.Code.ShouldBe(CheckpointError.WrongRun);
        refusal.Message.ShouldContain(difference);
        attempt.Encoder.Parameters.Values.ToArray().ShouldBe(before);
        attempt.Optimizer.StepCount.ShouldBe(0);
    }

    [Test]
    public void Train_SettingsThatDoNotMatter_MayDiffer()
    {
        Run(new Attempt());
        Attempt attempt = new();
        (attempt.Options.MaxDegreeOfParallelism, attempt.Options.CheckpointEvery, attempt.Options.OnCheckpointFailure) = (1, 50, CheckpointFailurePolicy.Continue);
        Run(attempt).ResumedAfter.ShouldBe(12);
    }

    [Test]
    public void Train_NewestCheckpointIsDamaged_GoesOnFromTheOneBefore()
    {
        Run(new Attempt());
        byte[] newest = File.ReadAllBytes(Newest());
        byte[] damaged = [.. newest];
        damaged[^1] ^= 1;
        File.WriteAllBytes(Newest(), damaged);
        RecordedLog log = new();
        TrainingSummary summary = Run(new Attempt { Log = log });
        (summary.ResumedAfter, summary.Steps).ShouldBe((10, 12));
        log.Events.Select(static e => e.Id).ShouldBe([12, 2, 1, 7, 9], ignoreOrder: true);
        File.ReadAllBytes(Newest()).ShouldBe(newest);
    }

    [Test]
    public void Train_WithoutResume_WantsAnEmptyFolder()
    {
        Run(new Attempt { Resume = false }).ResumedAfter.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => Run(new Attempt { Resume = false })).Message
            .ShouldBe($"Expected a folder without checkpoints for a run that starts anew, but '{_folder.Path}' has 3. Choose another folder, remove them, or resume (Resume).");
    }

    [Test]
    public void Train_CheckpointOfSomethingElse_IsRefused()
    {
        using (CheckpointStore store = new(_folder.Path))
        {
            store.Save(new Checkpoint(3, []));
        }

        CheckpointException refusal = Should.Throw<CheckpointException>(() => Run(new Attempt()));
        (refusal.Code, refusal.Actual).ShouldBe((CheckpointError.WrongRun, "got a checkpoint without one"));
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("{\"Identity\":null,\"Counts\":{},\"Optimizer\":null,\"Work\":{}}")]
    public void Train_RecordThatIsForged_IsRefused(string record)
    {
        using (CheckpointStore store = new(_folder.Path))
        {
            store.Save(new Checkpoint(3, [], new Dictionary<string, string> { ["run"] = record }));
        }

        Should.Throw<CheckpointException>(() => Run(new Attempt())).Code.ShouldBe(CheckpointError.WrongRun);
    }

    [Test]
    public void Train_StoreThatTakesTheMetricTheOtherWayRound_IsRefused()
    {
        Attempt attempt = new() { Evaluate = static () => [new TrainingMetric("loss", 1)] };
        attempt.Options.MetricGoal = Curriculum.MetricGoal.Minimize;
        Should.Throw<ArgumentException>(() => Run(attempt)).Message.ShouldStartWith("Expected checkpoints with HigherIsBetter False, because the MetricGoal is Minimize, but got True.");
    }

    [Test]
    public void Train_SaveFails_EndsTheRunOrCountsIt()
    {
        // A folder stands in the place of each file.
        foreach (int step in new[] { 5, 10, 12 })
        {
            Directory.CreateDirectory(_folder.File($"checkpoint-{step:0000000000}.safetensors"));
        }

        Should.Throw<CheckpointException>(() => Run(new Attempt())).Code.ShouldBe(CheckpointError.StorageFailed);
        Attempt patient = new();
        patient.Options.OnCheckpointFailure = CheckpointFailurePolicy.Continue;
        RecordedLog log = new();
        patient.Log = log;
        TrainingSummary summary = Run(patient);
        (summary.Steps, summary.Checkpoints, summary.FailedCheckpoints).ShouldBe((12, 0, 3));
        log.Events.Count(static e => e.Id == 8).ShouldBe(3);
    }

    [Test]
    public void Train_EvaluationCancelsTheRun_LeavesTheCheckpointBefore()
    {
        // The update of the step is done, its evaluation is not: the step is not whole.
        using CancellationTokenSource source = new();
        Attempt attempt = new();
        attempt.Options.EvaluateEvery = 7;
        attempt.Evaluate = () => Cancel(source);
        Should.Throw<OperationCanceledException>(() => Run(attempt, source.Token));
        Path.GetFileName(Newest()).ShouldBe("checkpoint-0000000005.safetensors");

        static IReadOnlyList<TrainingMetric> Cancel(CancellationTokenSource source)
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
            return [];
        }
    }

    private string Newest()
    {
        using CheckpointStore store = new(_folder.Path, new CheckpointStoreOptions { ReadOnly = true });
        return store.List().Checkpoints[0].Path;
    }

    private TrainingSummary Run(Attempt attempt, CancellationToken cancellationToken = default)
    {
        using CheckpointStore store = new(_folder.Path);
        TrainingRun run = new() { Loss = attempt.Loss, Optimizer = attempt.Optimizer };
        TrainingHooks hooks = new() { Checkpoints = store, Resume = attempt.Resume, Logger = attempt.Log, Evaluate = attempt.Evaluate };
        return new PairTrainer(run, attempt.Options).Train(attempt.Encoder, attempt.Data, hooks, cancellationToken);
    }

    /// <summary>What a run is made of.</summary>
    private sealed class Attempt
    {
        public TrainerOptions Options { get; } = new() { Steps = 12, BatchSize = 32, CheckpointEvery = 5 };

        public ILoss Loss { get; set; } = new InfoNceLoss();

        public IOptimizer Optimizer { get; set; } = new SgdOptimizer();

        public DualEncoder Encoder { get; set; } = DualEncoder.ForQueries(new LinearAdapter(SyntheticPairs.Dimension));

        public PairDataset Data { get; set; } = _data;

        public bool Resume { get; init; } = true;

        public RecordedLog Log { get; set; } = new();

        public Func<IReadOnlyList<TrainingMetric>>? Evaluate { get; set; }
    }
}
