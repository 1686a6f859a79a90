using RuVector.Training.Adapters;
using RuVector.Training.Losses;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>Steps made of several batches.</summary>
[TestFixture]
public sealed class AccumulationTests
{
    private static readonly PairDataset _data = SyntheticPairs.Create();

    [Test]
    public void Train_TwoBatchesAStep_StepsByTheirAverageGradient()
    {
        GradientProbe one = new(), two = new();
        new PairTrainer(Run(one), Options(2, 1)).Train(new LinearAdapter(SyntheticPairs.Dimension), _data);
        new PairTrainer(Run(two), Options(1, 2)).Train(new LinearAdapter(SyntheticPairs.Dimension), _data);

        for (int i = 0; i < two.Seen[0].Length; i++)
        {
            two.Seen[0][i].ShouldBe((one.Seen[0][i] + one.Seen[1][i]) / 2, 1e-6f * (1 + Math.Abs(one.Seen[0][i])));
        }

        one.Seen[0].ShouldNotBe(one.Seen[1]);
    }

    [Test]
    public void Train_LearningLoss_AveragesItsGradientsToo()
    {
        SigLipLoss one = new(), two = new();
        GradientProbe ofOne = new(), ofTwo = new();
        Train(one, ofOne, accumulation: 1, steps: 2);
        Train(two, ofTwo, accumulation: 2, steps: 1);

        for (int i = 0; i < 2; i++)
        {
            ofTwo.Seen[0][i].ShouldBe((ofOne.Seen[0][i] + ofOne.Seen[1][i]) / 2, 1e-5f * (1 + Math.Abs(ofTwo.Seen[0][i])));
        }

        static void Train(SigLipLoss loss, GradientProbe probe, int accumulation, int steps)
        {
            TrainingRun run = new() { Loss = loss, Optimizer = new SgdOptimizer(new SgdOptions { LearningRate = 0 }), LossOptimizer = probe };
            new PairTrainer(run, Options(steps, accumulation)).Train(new LinearAdapter(SyntheticPairs.Dimension), _data);
        }
    }

    [Test]
    public void Train_Progress_IsOfStepsAndTheirAverageLoss()
    {
        Reports one = new(), two = new();
        new PairTrainer(Run(new SgdOptimizer(new SgdOptions { LearningRate = 0 })), Options(4, 1)).Train(new LinearAdapter(SyntheticPairs.Dimension), _data, progress: one);
        new PairTrainer(Run(new SgdOptimizer(new SgdOptions { LearningRate = 0 })), Options(2, 2)).Train(new LinearAdapter(SyntheticPairs.Dimension), _data, progress: two);

        two.Count.ShouldBe(2);
        two[0].Loss.ShouldBe((one[0].Loss + one[1].Loss) / 2, 1e-12);
        two[1].Loss.ShouldBe((one[2].Loss + one[3].Loss) / 2, 1e-12);
    }

    [Test]
    public void TotalSteps_Epochs_CountSteps() => new TrainerOptions { Epochs = 3, BatchSize = 10, AccumulationSteps = 4 }.TotalSteps(100).ShouldBe(6);

    [Test]
    public void Train_OneNonFiniteBatchOfAStep_SkipsTheStep()
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        float[] before = adapter.Parameters.Values.ToArray();
        TrainingRun run = new() { Loss = new PoisonedLoss(new InfoNceLoss(), call: 2), Optimizer = new SgdOptimizer() };
        TrainerOptions options = Options(steps: 1, accumulation: 4);
        options.MaxConsecutiveSkips = 1;

        TrainingFailedException failure = Should.Throw<TrainingFailedException>(() => new PairTrainer(run, options).Train(adapter, _data));
        (failure.Step, failure.Segment).ShouldBe((0, "weight"));
        failure.Message.ShouldStartWith("Expected finite gradients, but 1 steps in a row were skipped, the last one, step 0, with SkippedNonFiniteGradient in 'weight'.");

        adapter.Parameters.Values.ToArray().ShouldBe(before);
    }

    [Test]
    public void Constructor_GraphWithAccumulation_IsRefused() =>
        Should.Throw<ArgumentException>(() => new GraphTrainer(SyntheticPairs.Run(), new TrainerOptions { AccumulationSteps = 2, NegativesPerAnchor = 1 }, new GraphTrainerOptions())).Message
            .ShouldStartWith("Expected AccumulationSteps of 1, because every pair has negatives of its own and a larger BatchSize does the same, but got 2.");

    private static TrainingRun Run(IOptimizer optimizer) => new() { Loss = new InfoNceLoss(new InfoNceOptions { Temperature = 0.1f }), Optimizer = optimizer };

    private static TrainerOptions Options(int steps, int accumulation) => new() { Steps = steps, BatchSize = 32, AccumulationSteps = accumulation, EvaluateEvery = 0 };

    /// <summary>Gives one gradient that is not finite, in one of its calls.</summary>
    private sealed class PoisonedLoss(ILoss inner, int call) : ILoss
    {
        private int _calls;

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            LossResult result = inner.Evaluate(batch, outputs);
            outputs.AnchorGradients[0][0] = ++_calls == call ? float.NaN : outputs.AnchorGradients[0][0];
            return result;
        }
    }

    /// <summary>Notes gradients and changes nothing.</summary>
    private sealed class GradientProbe : IOptimizer
    {
        public List<float[]> Seen { get; } = [];

        public float LearningRate { get; set; } = 1;

        public long StepCount => Seen.Count;

        public long SkippedSteps => 0;

        public StepOutcome Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            Seen.Add(gradients.ToArray());
            return StepOutcome.Taken;
        }

        public StepOutcome Step(ParameterSet parameters) => Step(parameters.Values, parameters.Gradients);

        public OptimizerState ExportState() => new("GradientProbe", StepCount, [], new Dictionary<string, float[]>(), new Dictionary<string, double>());

        public void ImportState(OptimizerState state) => Reset();

        public void Reset() => Seen.Clear();
    }
}
