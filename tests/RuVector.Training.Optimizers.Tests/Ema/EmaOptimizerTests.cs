using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class EmaOptimizerTests
{
    [Test]
    public void CopyEvaluationView_AfterSteps_IsTheCorrectedAverage()
    {
        // p = 1, -1, -3 after the steps; x = ((1/8) 1 + (1/4)(-1) + (1/2)(-3)) / (1 - 1/8)
        EmaOptimizer optimizer = new(new SgdOptimizer(new SgdOptions { LearningRate = 1 }), new EmaOptions { Decay = 0.5f });
        float[] p = [3f], view = [0f];
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(p, [2f]).ShouldBe(StepOutcome.Taken);
        }

        optimizer.CopyEvaluationView(p, view);

        p.ShouldBe([-3f]);
        view[0].ShouldBe((float)((0.125 - 0.25 - 1.5) / 0.875));
    }

    [Test]
    public void CopyEvaluationView_BeforeTheFirstStep_IsTheParameters()
    {
        float[] view = new float[2];

        Create().CopyEvaluationView([1f, 2f], view);

        view.ShouldBe([1f, 2f]);
    }

    [Test]
    public void CopyEvaluationView_OverlappingSpans_AreRefused()
    {
        float[] memory = new float[8];

        Should.Throw<ArgumentException>(() => Create().CopyEvaluationView(memory.AsSpan(0, 4), memory.AsSpan(3, 4))).Message
            .ShouldBe("Expected a destination in memory of its own, but it overlaps the parameters. (Parameter 'destination')");
    }

    [Test]
    public void Step_Parameters_AreThoseOfTheInnerOptimizer()
    {
        EmaOptimizer optimizer = Create();
        AdamWOptimizer inner = new(new AdamWOptions { LearningRate = 0.05f });
        float[] p = Batches.Vector(70, seed: 1), q = [.. p];
        Run(optimizer, p, from: 0, to: 5);
        Run(inner, q, from: 0, to: 5);

        Bits.Of(p).ShouldBe(Bits.Of(q));
        (optimizer.StepCount, optimizer.LearningRate).ShouldBe((5, 0.05f));
    }

    [Test]
    public void CopyEvaluationView_ManySteps_MatchesAnOracle()
    {
        EmaOptimizer optimizer = Create();
        float[] p = Batches.Vector(70, seed: 1), view = new float[70];
        double[] average = new double[70];
        for (int step = 0; step < 50; step++)
        {
            Run(optimizer, p, step, step + 1);
            for (int i = 0; i < p.Length; i++)
            {
                average[i] = (0.75 * average[i]) + (0.25 * p[i]);
            }
        }

        optimizer.CopyEvaluationView(p, view);

        Tolerance.ForFloat.ShouldAccept(view, Array.ConvertAll(average, static x => x / (1 - Math.Pow(0.75, 50))));
    }

    [Test]
    public void Step_Skipped_DoesNotEnterTheAverage()
    {
        EmaOptimizer optimizer = Create();
        float[] p = [1f, 2f], before = new float[2], after = new float[2];
        optimizer.Step(p, [1f, 1f]);
        optimizer.CopyEvaluationView(p, before);

        optimizer.Step(p, [1f, float.NaN]).ShouldBe(StepOutcome.SkippedNonFiniteGradient);

        optimizer.CopyEvaluationView(p, after);
        Bits.Of(after).ShouldBe(Bits.Of(before));
        optimizer.SkippedSteps.ShouldBe(1);
    }

    [Test]
    public void Step_ParameterSet_EqualsItsVector()
    {
        ParameterSet set = new(new ParameterShape("a", 2), new ParameterShape("b", 1));
        (set.Values[0], set.Gradients[0]) = (2, 3);
        EmaOptimizer optimizer = Create(), flat = Create();
        float[] view = new float[3], expected = new float[3], p = [2f, 0f, 0f];

        optimizer.Step(set);
        flat.Step(p, [3f, 0f, 0f]);

        optimizer.CopyEvaluationView(set.Values, view);
        flat.CopyEvaluationView(p, expected);
        view.ShouldBe(expected);
    }

    [Test]
    public void ImportState_IntoANewOptimizer_ContinuesToTheBit()
    {
        EmaOptimizer original = Create(), copy = Create();
        float[] p = Batches.Vector(70, seed: 1);
        Run(original, p, from: 0, to: 5);
        float[] q = [.. p];

        copy.ImportState(original.ExportState());

        Run(original, p, from: 5, to: 9);
        Run(copy, q, from: 5, to: 9);
        Bits.Of(q).ShouldBe(Bits.Of(p));
        Bits.Of(copy.ExportState()).ShouldBe(Bits.Of(original.ExportState()));
    }

    [Test]
    public void ImportState_BeforeTheFirstStep_IsLikeNew()
    {
        EmaOptimizer optimizer = Create();
        OptimizerState start = optimizer.ExportState();
        float[] p = Batches.Vector(70, seed: 1), q = [.. p];
        Run(optimizer, [.. p], from: 0, to: 3);

        optimizer.ImportState(start);

        Run(optimizer, p, from: 0, to: 3);
        EmaOptimizer other = Create();
        Run(other, q, from: 0, to: 3);
        Bits.Of(optimizer.ExportState()).ShouldBe(Bits.Of(other.ExportState()));
    }

    [Test]
    public void ImportState_OfAnotherKindOrADamagedOne_IsRefusedAndChangesNothing()
    {
        EmaOptimizer optimizer = Create();
        Run(optimizer, Batches.Vector(5, seed: 1), from: 0, to: 2);
        OptimizerState state = optimizer.ExportState();
        string before = Bits.Of(state);

        Should.Throw<ArgumentException>(() => optimizer.ImportState(new EmaOptimizer(new SgdOptimizer()).ExportState())).Message
            .ShouldBe("Expected a state of 'Ema(AdamW)', but got one of 'Ema(Sgd)'. (Parameter 'state')");
        Should.Throw<ArgumentException>(() => optimizer.ImportState(state with { Tensors = Without(state, "average") })).Message.ShouldStartWith("Expected a state tensor 'average', but got none.");
        Should.Throw<ArgumentException>(() => optimizer.ImportState(state with { Scalars = new Dictionary<string, double>(state.Scalars) { ["averaged_steps"] = 3 } })).Message
            .ShouldBe("Expected the state number 'averaged_steps' in [0, 2], but got 3. (Parameter 'state')");
        Should.Throw<ArgumentException>(() => optimizer.ImportState(state with { Scalars = new Dictionary<string, double>(state.Scalars) { ["lr"] = 3 } })).Message
            .ShouldBe("Expected the state numbers averaged_steps, but got averaged_steps, lr. (Parameter 'state')");
        Should.Throw<ArgumentException>(() => optimizer.ImportState(state with { Tensors = Without(state, "inner.exp_avg") })).Message.ShouldStartWith("Expected a state tensor 'exp_avg'");

        Bits.Of(optimizer.ExportState()).ShouldBe(before);

        static Dictionary<string, float[]> Without(OptimizerState state, string name) => state.Tensors.Where(tensor => tensor.Key != name).ToDictionary();
    }

    [Test]
    public void Reset_AfterSteps_IsLikeNewForAnotherLength()
    {
        EmaOptimizer optimizer = Create(), other = Create();
        Run(optimizer, Batches.Vector(5, seed: 1), from: 0, to: 2);

        optimizer.Reset();

        Run(optimizer, Batches.Vector(9, seed: 2), from: 0, to: 2);
        Run(other, Batches.Vector(9, seed: 2), from: 0, to: 2);
        Bits.Of(optimizer.ExportState()).ShouldBe(Bits.Of(other.ExportState()));
    }

    [Test]
    public void Step_AfterTheFirst_AllocatesNothing()
    {
        EmaOptimizer optimizer = Create();
        float[] p = new float[37], g = new float[37], view = new float[37];
        optimizer.Step(p, g);

        SteadyAllocation.Of(() =>
        {
            optimizer.Step(p, g);
            optimizer.CopyEvaluationView(p, view);
        }).ShouldBe(0);
    }

    [Test]
    public void CopyEvaluationView_WrongLengths_AreRefused()
    {
        EmaOptimizer optimizer = Create();
        optimizer.Step(new float[3], new float[3]);

        Should.Throw<ArgumentException>(() => optimizer.CopyEvaluationView(new float[4], new float[4])).Message.ShouldBe("Expected 3 parameters, as in earlier steps, but got 4. (Parameter 'parameters')");
        Should.Throw<ArgumentException>(() => optimizer.CopyEvaluationView(new float[3], new float[2])).Message
            .ShouldBe("Expected room for 3 values, one per parameter, but got 2. (Parameter 'destination')");
    }

    [Test]
    public void Constructor_InnerOptimizerThatAverages_IsRefused() =>
        Should.Throw<ArgumentException>(() => new EmaOptimizer(Create())).Message.ShouldBe("Expected an optimizer that does not average its parameters itself, but got EmaOptimizer. (Parameter 'inner')");

    [TestCase(1f)]
    [TestCase(-0.5f)]
    [TestCase(float.NaN)]
    public void Constructor_DecayOutOfRange_IsRefused(float decay) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new EmaOptimizer(new SgdOptimizer(), new EmaOptions { Decay = decay })).Message.ShouldStartWith("Decay: Expected a number in [0, 1), but got");

    private static EmaOptimizer Create() => new(new AdamWOptimizer(new AdamWOptions { LearningRate = 0.05f }), new EmaOptions { Decay = 0.75f });

    private static void Run(IOptimizer optimizer, float[] parameters, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            optimizer.Step(parameters, Batches.Vector(parameters.Length, seed: 100 + step)).ShouldBe(StepOutcome.Taken);
        }
    }
}
