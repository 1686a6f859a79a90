using RuVector.Training.Adapters;
using RuVector.Training.Curriculum;
using RuVector.Training.Losses;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>What follows the metric of an evaluation: early stopping and the best model.</summary>
[TestFixture]
public sealed class EvaluationTests
{
    private static readonly PairDataset _data = SyntheticPairs.Create();

    [TestCase(MetricGoal.Maximize)]
    [TestCase(MetricGoal.Minimize)]
    public void Train_MetricThatGetsNoBetter_EndsTheRun(MetricGoal goal)
    {
        double sign = goal == MetricGoal.Maximize ? 1 : -1;
        double[] metrics = [0.1, 0.3, 0.3, 0.35, 0.2, double.NaN, 0.349, 0.5];
        int calls = 0;
        TrainerOptions options = Options();
        (options.EarlyStoppingPatience, options.MetricGoal) = (3, goal);
        TrainingSummary summary = Train(options, () => [new("m", sign * metrics[calls++])]);
        calls.ShouldBe(7, "0.2, NaN and 0.349 are three in a row");
        (summary.Steps, summary.StoppedEarly, summary.BestMetric, summary.BestStep, summary.HoldsBest).ShouldBe((70, true, sign * 0.35, 40, false));
    }

    [Test]
    public void Train_GainBelowTheMinimum_IsNoGain()
    {
        int calls = 0;
        TrainerOptions options = Options();
        (options.EarlyStoppingPatience, options.EarlyStoppingMinDelta) = (3, 0.1);
        TrainingSummary summary = Train(options, () => [new("m", 0.05 * calls++)]);
        (summary.Steps, summary.BestMetric).ShouldBe((100, 0.05 * 9), "0.05 and 0.1 more are no gain, 0.15 more is one");
    }

    [Test]
    public void Train_RestoreBest_LeavesTheParametersOfTheBestEvaluation()
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        List<float[]> seen = [];
        double[] metrics = [0.1, 0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
        TrainerOptions options = Options();
        options.RestoreBest = true;
        TrainingSummary summary = new PairTrainer(SyntheticPairs.Run(), options).Train(DualEncoder.ForQueries(adapter), _data, new TrainingHooks { Evaluate = Evaluate });
        (summary.HoldsBest, summary.BestStep, summary.StoppedEarly).ShouldBe((true, 20, false));
        adapter.Parameters.Values.ToArray().ShouldBe(seen[1]);
        seen[^1].ShouldNotBe(seen[1]);

        IReadOnlyList<TrainingMetric> Evaluate()
        {
            seen.Add(adapter.Parameters.Values.ToArray());
            return [new("m", metrics[seen.Count - 1])];
        }
    }

    [Test]
    public void Train_RestoreBestWithAnAverage_RestoresTheAverage()
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        List<float[]> seen = [];
        TrainerOptions options = Options();
        options.RestoreBest = true;
        TrainingRun run = new() { Loss = new InfoNceLoss(), Optimizer = new EmaOptimizer(new SgdOptimizer(new SgdOptions { LearningRate = 0.5f }), new EmaOptions { Decay = 0.9f }) };
        new PairTrainer(run, options).Train(DualEncoder.ForQueries(adapter), _data, new TrainingHooks { Evaluate = Evaluate });
        adapter.Parameters.Values.ToArray().ShouldBe(seen[3]);

        IReadOnlyList<TrainingMetric> Evaluate()
        {
            seen.Add(adapter.Parameters.Values.ToArray());
            return [new("m", seen.Count == 4 ? 1 : 0)];
        }
    }

    [Test]
    public void Train_NamedMetric_IsTheOneThatCounts()
    {
        TrainerOptions options = Options();
        (options.EarlyStoppingPatience, options.Metric) = (1, "b");
        Reports reports = [];
        int calls = 0;
        TrainingSummary summary = Train(options, () => [new("a", ++calls), new("b", 1), new("c", 2)], reports);
        (summary.Steps, summary.BestMetric).ShouldBe((20, 1.0));
        reports[9].Metrics.Select(static metric => metric.Name).ShouldBe(["b", "a", "c"]);
        (reports[9].Validation, reports[8].Validation).ShouldBe((1.0, null));
    }

    [Test]
    public void Train_MetricThatIsMissing_IsRefusedWithTheNames()
    {
        TrainerOptions options = Options();
        options.Metric = "MRR";
        Should.Throw<InvalidOperationException>(() => Train(options, static () => [new("a", 1), new("b", 1)])).Message.ShouldBe("Expected the metric 'MRR' (Metric) from the evaluation, but got a, b.");
        options.Metric = null;
        Should.Throw<InvalidOperationException>(() => Train(options, static () => [])).Message.ShouldBe("Expected a metric from the evaluation, but got none.");
    }

    [Test]
    public void Train_FollowerWithoutEvaluation_IsRefused()
    {
        Should.Throw<ArgumentException>(() => Train(new TrainerOptions { EarlyStoppingPatience = 1 }, null)).Message.ShouldStartWith("Expected a validation metric, because EarlyStoppingPatience follows it, but got none.");
        Should.Throw<ArgumentException>(() => Train(new TrainerOptions { RestoreBest = true }, null)).Message.ShouldStartWith("Expected a validation metric, because RestoreBest follows it, but got none.");
    }

    private static TrainerOptions Options()
    {
        TrainerOptions options = SyntheticPairs.Options(steps: 100);
        options.EvaluateEvery = 10;
        return options;
    }

    private static TrainingSummary Train(TrainerOptions options, Func<IReadOnlyList<TrainingMetric>>? evaluate, IProgress<TrainingProgress>? progress = null) =>
        new PairTrainer(SyntheticPairs.Run(), options).Train(
            DualEncoder.ForQueries(new LinearAdapter(SyntheticPairs.Dimension)), _data, new TrainingHooks { Evaluate = evaluate, Progress = progress });
}
