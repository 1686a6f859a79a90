using Microsoft.Extensions.Logging;
using RuVector.Training.Adapters;
using RuVector.Training.Losses;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>The events of a run: their ids are a contract.</summary>
[TestFixture]
public sealed class TrainingLogTests
{
    private static readonly PairDataset _data = SyntheticPairs.Create();

    [Test]
    public void Train_WholeRun_TellsItsEvents()
    {
        TrainerOptions options = SyntheticPairs.Options(steps: 100);
        (options.EvaluateEvery, options.EarlyStoppingPatience, options.RestoreBest) = (10, 1, true);
        RecordedLog log = new();
        int calls = 0;
        new PairTrainer(SyntheticPairs.Run(), options).Train(Encoder(), _data, new TrainingHooks { Logger = log, Evaluate = () => [new("MRR", calls++ == 0 ? 0.5 : 0.25)] });

        log.Events.Select(static e => e.Id).ShouldBe([1, 3, 3, 5, 6, 9]);
        log.Events[0].Text.ShouldBe("Run of 100 steps started: batches of 32, 156 parameters");
        log.Events[1].Text.ShouldBe("After step 10: MRR 0.5 (best: True)");
        log.Events[2].Text.ShouldBe("After step 20: MRR 0.25 (best: False)");
        log.Events[3].Text.ShouldBe("Stopped early after step 20: 1 evaluations in a row were not better than 0.5 after step 10");
        log.Events[4].Text.ShouldBe("Restored the parameters of step 10, the best evaluation: 0.5");
        log.Events[5].Text.ShouldStartWith("Run finished after 20 steps in ");
    }

    [Test]
    public void Train_CancelledFailedOrSkipped_TellsIt()
    {
        RecordedLog cancelled = new();
        using CancellationTokenSource source = new();
        Reports reports = new(_ => source.Cancel());
        Should.Throw<OperationCanceledException>(() => new PairTrainer(SyntheticPairs.Run(), SyntheticPairs.Options()).Train(Encoder(), _data, new TrainingHooks { Logger = cancelled, Progress = reports }, source.Token));
        cancelled.Events.Select(static e => e.Id).ShouldBe([1, 10]);
        cancelled.Events[1].Text.ShouldBe("Run cancelled after 1 whole steps");

        RecordedLog failed = new();
        TrainingRun run = new() { Loss = new InfoNceLoss(), Optimizer = new RefusingOptimizer() };
        Should.Throw<TrainingFailedException>(() => new PairTrainer(run, SyntheticPairs.Options()).Train(Encoder(), _data, new TrainingHooks { Logger = failed }));
        failed.Events.Select(static e => (e.Id, e.Level)).ShouldBe([(1, LogLevel.Information), (4, LogLevel.Warning), (4, LogLevel.Warning), (11, LogLevel.Error)]);
    }

    [Test]
    public void Train_EmptyStepAfterASkippedOne_IsNoSkip()
    {
        RecordedLog log = new();
        TrainingRun run = new() { Loss = new SecondIsEmpty(), Optimizer = new RefusingOptimizer() };
        new PairTrainer(run, SyntheticPairs.Options(steps: 2)).Train(Encoder(), _data, new TrainingHooks { Logger = log });
        log.Events.Count(static e => e.Id == 4).ShouldBe(1);
    }

    [Test]
    public void Train_AnyEnd_GivesTheLearningRateBack()
    {
        TrainingRun run = SyntheticPairs.Run(steps: 10);
        new PairTrainer(run, SyntheticPairs.Options(steps: 10)).Train(Encoder(), _data, new TrainingHooks());
        run.Optimizer.LearningRate.ShouldBe(0.02f, "the schedule ended at 0");
    }

    private static DualEncoder Encoder() => DualEncoder.ForQueries(new LinearAdapter(SyntheticPairs.Dimension));

    /// <summary>Has a term in its first batch alone.</summary>
    private sealed class SecondIsEmpty : ILoss
    {
        private int _calls;

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            outputs.AnchorGradients.Fill(1);
            return new LossResult(1, _calls++ == 0 ? 1 : 0);
        }
    }

    /// <summary>Takes no step.</summary>
    private sealed class RefusingOptimizer : IOptimizer
    {
        private readonly SgdOptimizer _inner = new();

        public float LearningRate { get; set; } = 1;

        public long StepCount => 0;

        public long SkippedSteps => 0;

        public StepOutcome Step(Span<float> parameters, ReadOnlySpan<float> gradients) => StepOutcome.SkippedNonFiniteGradient;

        public StepOutcome Step(ParameterSet parameters) => StepOutcome.SkippedNonFiniteGradient;

        public OptimizerState ExportState() => _inner.ExportState();

        public void ImportState(OptimizerState state) => _inner.ImportState(state);

        public void Reset() => _inner.Reset();
    }
}
