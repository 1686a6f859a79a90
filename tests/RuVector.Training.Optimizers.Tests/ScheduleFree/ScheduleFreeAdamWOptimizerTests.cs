using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class ScheduleFreeAdamWOptimizerTests
{
    [Test]
    public void Step_FirstTwo_StepZAndAverageX()
    {
        // step 1: u = 1, all three at 1 - 0.5; step 2: v = 1, u = -sqrt(0.4375), z = 0.5 - 0.5 u, x the mean of both z, y half way
        double second = 0.5 + (0.5 * Math.Sqrt(0.4375)), x = (0.5 + second) / 2;
        float[] y = [1f], view = [0f];
        ScheduleFreeAdamWOptimizer optimizer = new(new ScheduleFreeAdamWOptions { LearningRate = 0.5f, Beta1 = 0.5f, Beta2 = 0.75f });

        optimizer.Step(y, [2f]);
        Tolerance.ForFloat.ShouldAccept(y, [0.5]);
        optimizer.Step(y, [-1f]);

        Tolerance.ForFloat.ShouldAccept(y, [(x + second) / 2]);
        optimizer.CopyEvaluationView(y, view);
        Tolerance.ForFloat.ShouldAccept(view, [x]);
        OptimizerState state = optimizer.ExportState();
        state.Kind.ShouldBe("ScheduleFreeAdamW");
        Tolerance.ForFloat.ShouldAccept(state.Tensors["z"], [second]);
        state.Tensors["exp_avg_sq"].ShouldBe([1f]);
        (state.Scalars["weight_sum"], state.Scalars["lr_max"]).ShouldBe((0.5, 0.5));
    }

    [Test]
    public void CopyEvaluationView_AfterSteps_IsTheWeightedAverageOfZ()
    {
        const int Length = 70;
        float[] p = Batches.Vector(Length, seed: 1), view = new float[Length];
        double[] y = Array.ConvertAll(p, static value => (double)value), z = new double[Length], x = new double[Length], v = new double[Length];
        (double sum, double largestRate) = (0, 0);
        ScheduleFreeAdamWOptimizer optimizer = new(new ScheduleFreeAdamWOptions { WarmupSteps = 5, WeightPower = 2, WeightDecay = 0.5f, LearningRate = 0.25f });
        for (int step = 1; step <= 12; step++)
        {
            float[] g = Batches.Vector(Length, seed: 10 + step);
            optimizer.LearningRate = step > 8 ? 0.125f : 0.25f;
            optimizer.Step(p, g);
            TensorOptimizerOracle.ScheduleFreeAdamW(y, g, z, x, v, ref sum, ref largestRate, step, optimizer.LearningRate * Math.Min(1, step / 5.0), 0.9f, 0.999f, 1e-8f, 0.5, 2);
        }

        optimizer.CopyEvaluationView(p, view);

        Tolerance.ForFloat.ShouldAccept(p, y);
        Tolerance.ForFloat.ShouldAccept(view, x);
        (optimizer.ExportState().Scalars["weight_sum"], optimizer.ExportState().Scalars["lr_max"]).ShouldBe((sum, 0.25));
    }

    [Test]
    public void CopyEvaluationView_BeforeTheFirstStepAndAfterReset_IsTheParameters()
    {
        float[] p = [1f, -2f], view = new float[2];
        ScheduleFreeAdamWOptimizer optimizer = new();
        optimizer.CopyEvaluationView(p, view);
        view.ShouldBe(p);
        optimizer.Step(p, [1f, 1f]);
        optimizer.Reset();

        optimizer.CopyEvaluationView([3f, 4f, 5f], view = new float[3]);

        view.ShouldBe([3f, 4f, 5f]);
    }

    [Test]
    public void CopyEvaluationView_BetweenSteps_ChangesNoStep()
    {
        float[] p = Batches.Vector(9, seed: 1), q = [.. p];
        ScheduleFreeAdamWOptimizer one = new(), other = new();
        for (int step = 0; step < 5; step++)
        {
            one.Step(p, Batches.Vector(9, seed: 10 + step));
            one.CopyEvaluationView(p, new float[9]);
            other.Step(q, Batches.Vector(9, seed: 10 + step));
        }

        Bits.Of(p).ShouldBe(Bits.Of(q));
        Bits.Of(one.ExportState()).ShouldBe(Bits.Of(other.ExportState()));
    }

    [Test]
    public void CopyEvaluationView_OfAnImportedState_IsTheSame()
    {
        float[] p = Batches.Vector(9, seed: 1), view = new float[9], imported = new float[9];
        ScheduleFreeAdamWOptimizer original = new(), copy = new();
        original.Step(p, Batches.Vector(9, seed: 2));
        original.Step(p, Batches.Vector(9, seed: 3));

        copy.ImportState(original.ExportState());

        original.CopyEvaluationView(p, view);
        copy.CopyEvaluationView(p, imported);
        Bits.Of(imported).ShouldBe(Bits.Of(view));
        Bits.Of(view).ShouldNotBe(Bits.Of(p));
    }

    [Test]
    public void CopyEvaluationView_NearAMinimum_IsNearerThanTheParameters()
    {
        // gradients of a parabola with noise: the average lies nearer to its minimum at 1 than where training is
        Random random = new(3);
        float[] p = [0f], view = [0f];
        (double ofTraining, double ofView) = (0, 0);
        ScheduleFreeAdamWOptimizer optimizer = new(new ScheduleFreeAdamWOptions { LearningRate = 0.0625f });
        for (int step = 0; step < 4000; step++)
        {
            optimizer.Step(p, [p[0] - 1 + (4 * (random.NextSingle() - 0.5f))]);
            optimizer.CopyEvaluationView(p, view);
            if (step >= 2000)
            {
                ofTraining += Math.Abs(p[0] - 1);
                ofView += Math.Abs(view[0] - 1);
            }
        }

        ofView.ShouldBeLessThan(0.8 * ofTraining);
    }

    [Test]
    public void Step_LearningRateZeroLater_LeavesTheParametersAndTheView()
    {
        ScheduleFreeAdamWOptimizer optimizer = new(new ScheduleFreeAdamWOptions { LearningRate = 0.5f });
        float[] p = [1f, 2f], before = new float[2], after = new float[2];
        optimizer.Step(p, [1f, 3f]);
        optimizer.Step(p, [-1f, 1f]);
        optimizer.CopyEvaluationView(p, before);
        int[] bits = Bits.Of(p);
        optimizer.LearningRate = 0;

        optimizer.Step(p, [2f, 2f]).ShouldBe(StepOutcome.Taken);

        Bits.Of(p).ShouldBe(bits);
        optimizer.CopyEvaluationView(p, after);
        Bits.Of(after).ShouldBe(Bits.Of(before));
        optimizer.ExportState().Scalars["weight_sum"].ShouldBe(0.5, "two steps with the square of 0.5, and none");
    }

    [Test]
    public void Step_FirstOneWithLearningRateZero_LeavesRoomForTheNext()
    {
        ScheduleFreeAdamWOptimizer optimizer = new(new ScheduleFreeAdamWOptions { LearningRate = 0 });
        float[] p = [1f];
        optimizer.Step(p, [1f]);
        p.ShouldBe([1f]);
        optimizer.LearningRate = 0.5f;

        optimizer.Step(p, [1f]);

        p[0].ShouldBe(0.5f, 1e-6f);
    }

    [Test]
    public void Step_LearningRateThatTakesParametersToInfinity_IsSkippedWithItsWeight()
    {
        // late in a run a gradient after none is divided by its own root times sqrt(1 - beta2) alone
        ScheduleFreeAdamWOptimizer optimizer = new();
        float[] p = [1f];
        optimizer.Step(p, [0f]);
        optimizer.ImportState(optimizer.ExportState() with { StepCount = 1_000_000 });
        optimizer.LearningRate = 3e37f;
        string state = Bits.WithoutSkips(optimizer);

        optimizer.Step(p, [1f]).ShouldBe(StepOutcome.SkippedOverflow);

        p.ShouldBe([1f]);
        Bits.WithoutSkips(optimizer).ShouldBe(state);
    }

    [Test]
    public void CopyEvaluationView_OtherLengths_AreRefusedNamingBoth()
    {
        ScheduleFreeAdamWOptimizer optimizer = new();
        optimizer.Step(new float[3], new float[3]);

        Should.Throw<ArgumentException>(() => optimizer.CopyEvaluationView(new float[3], new float[2])).Message.ShouldBe("Expected room for 3 values, one per parameter, but got 2. (Parameter 'destination')");
        Should.Throw<ArgumentException>(() => optimizer.CopyEvaluationView(new float[2], new float[2])).Message.ShouldBe("Expected 3 parameters, as in earlier steps, but got 2. (Parameter 'parameters')");
    }

    [Test]
    public void CopyEvaluationView_OverlappingSpans_AreRefused()
    {
        float[] memory = new float[8];

        Should.Throw<ArgumentException>(() => new ScheduleFreeAdamWOptimizer().CopyEvaluationView(memory.AsSpan(0, 4), memory.AsSpan(3, 4))).Message
            .ShouldBe("Expected a destination in memory of its own, but it overlaps the parameters. (Parameter 'destination')");
    }

    [Test]
    public void Options_Defaults_AreThoseOfTheAuthors()
    {
        ScheduleFreeAdamWOptions options = new();

        (options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay, options.WarmupSteps, options.WeightPower).ShouldBe((0.0025f, 0.9f, 0.999f, 1e-8f, 0f, 0, 0f));
    }

    [TestCase(nameof(ScheduleFreeAdamWOptions.LearningRate), -1f, "[0, Infinity)")]
    [TestCase(nameof(ScheduleFreeAdamWOptions.Beta1), 0f, "(0, 1)")]
    [TestCase(nameof(ScheduleFreeAdamWOptions.Beta2), 1f, "[0, 1)")]
    [TestCase(nameof(ScheduleFreeAdamWOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(ScheduleFreeAdamWOptions.WeightDecay), -1f, "[0, Infinity)")]
    [TestCase(nameof(ScheduleFreeAdamWOptions.WeightPower), 11f, "[0, 10]")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        Refusals.ShouldRefuse(static options => new ScheduleFreeAdamWOptimizer(options), new ScheduleFreeAdamWOptions(), setting, value, range);

    [Test]
    public void Constructor_NegativeWarmup_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ScheduleFreeAdamWOptimizer(new ScheduleFreeAdamWOptions { WarmupSteps = -1 })).Message.ShouldContain("WarmupSteps");

    [Test]
    public void Constructor_LearningRateTimesWeightDecayOfOne_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ScheduleFreeAdamWOptimizer(new ScheduleFreeAdamWOptions { LearningRate = 4, WeightDecay = 0.25f })).Message
            .ShouldBe("WeightDecay: Expected LearningRate times WeightDecay below 1, but got 4 * 0.25. (Parameter 'options')");
}
