using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

/// <summary>What every optimizer promises for steps over all parameters.</summary>
[TestFixtureSource(typeof(OptimizerCase), nameof(OptimizerCase.All))]
public sealed class OptimizerConformanceTests(OptimizerCase subject)
{
    [Test]
    public void Table_PublicOptimizers_AreAllInIt()
    {
        IEnumerable<Type> types = typeof(SgdOptimizer).Assembly.GetExportedTypes().Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(IOptimizer)));

        types.ShouldBeSubsetOf(OptimizerCase.All.Select(static c => c.Create().GetType()));
    }

    [Test]
    public void Step_Parabola_ReachesTheMinimum()
    {
        float[] p = [3f, -2f, 0.5f], target = [1f, -1f, 0.25f];
        IOptimizer optimizer = Create();

        for (int step = 0; step < 2000; step++)
        {
            optimizer.LearningRate = 20 * subject.LearningRate * (1 - (step / 2000f)); // steps that do not shrink with the gradient have to shrink by themselves
            optimizer.Step(p, [p[0] - target[0], p[1] - target[1], p[2] - target[2]]);
        }

        new Tolerance(subject.Decays ? 0.1 : 1e-3, 0).ShouldAccept(p, [1, -1, 0.25]);
    }

    [Test]
    public void Step_Rosenbrock_ReachesTheValley()
    {
        float[] p = [-1.2f + subject.Offset, 1f + subject.Offset];
        IOptimizer optimizer = Create(subject.LearningRate);

        for (int step = 0; step < 20_000; step++)
        {
            (float x, float off) = Off();
            optimizer.Step(p, [(-400 * x * off) - (2 * (1 - x)), 200 * off]).ShouldBe(StepOutcome.Taken);
        }

        (double atEnd, double offAtEnd) = Off();
        ((100 * offAtEnd * offAtEnd) + Math.Pow(1 - atEnd, 2)).ShouldBeLessThan(0.1, "the start is at 24.2");

        (float X, float Off) Off()
        {
            float x = p[0] - subject.Offset;
            return (x, p[1] - subject.Offset - (x * x));
        }
    }

    [Test]
    public void Step_Lengths0To70_MatchOracle([Range(0, 70)] int length)
    {
        float[] p = Batches.Vector(length, seed: 1);
        double[] expected = Array.ConvertAll(p, static x => (double)x);
        IOptimizer optimizer = Create();
        OracleStep oracle = subject.Oracle(length);

        for (int step = 1; step <= 6; step++)
        {
            float[] g = Batches.Vector(length, seed: 10 + step);
            optimizer.LearningRate = 0.125f / step;
            optimizer.Step(p, g).ShouldBe(StepOutcome.Taken);
            oracle(expected, g, step, 0.125f / step);
        }

        optimizer.StepCount.ShouldBe(6);
        Tolerance.ForFloat.ShouldAccept(p, expected);
    }

    [Test]
    public void Step_ZeroGradient_ChangesNothingButDecay()
    {
        float[] p = Batches.Vector(37, seed: 2), before = [.. p];

        Create(0.125f).Step(p, new float[37]);

        if (subject.Decays)
        {
            double[] expected = Array.ConvertAll(before, static x => (double)x);
            subject.Oracle(37)(expected, new float[37], 1, 0.125);
            Tolerance.ForFloat.ShouldAccept(p, expected);
        }
        else
        {
            Bits.Of(p).ShouldBe(Bits.Of(before));
        }
    }

    [Test]
    public void Step_LearningRateZero_LeavesTheParameters()
    {
        float[] p = Batches.Vector(37, seed: 3), before = [.. p];
        IOptimizer optimizer = Create(0);

        optimizer.Step(p, Batches.Vector(37, seed: 4)).ShouldBe(StepOutcome.Taken);

        (optimizer.StepCount, optimizer.LearningRate).ShouldBe((1, 0f));
        Bits.Of(p).ShouldBe(Bits.Of(before));
    }

    [Test]
    public void Step_SameInputsTwice_SameBits() => Run(Create(), 8).ShouldBe(Run(Create(), 8));

    [Test]
    public void Step_TwoInstancesInTurn_ShareNothing()
    {
        IOptimizer one = Create(), other = Create();
        float[] p = Batches.Vector(37, seed: 5), q = Batches.Vector(37, seed: 6);
        for (int step = 0; step < 8; step++)
        {
            one.Step(p, Batches.Vector(37, seed: 100 + step));
            other.Step(q, Batches.Vector(37, seed: 200 + step));
        }

        Bits.Of(p).ShouldBe(Run(Create(), 8));
    }

    [Test]
    public void Step_ParameterSet_EqualsStepsOverItsVector()
    {
        // over one vector, or, where shapes matter, over one vector or matrix for each segment
        ParameterShape[] shapes = [new("weight", 5, 7), new("bias", 2)];

        (int[] together, OptimizerState state) = RunSet(shapes, 0, 37);

        together.ShouldBe(subject.UsesShapes ? [.. RunSet(shapes[..1], 0, 37).Bits, .. RunSet(shapes[1..], 35, 37).Bits] : Run(Create(), 8));
        state.Layout.ShouldBe(shapes);
    }

    [Test]
    public void Step_SegmentsOfOneAxis_EqualStepsOverAVectorEach()
    {
        (int[] together, _) = RunSet([new("one", 30), new("other", 7)], 0, 37);

        together.ShouldBe(subject.UsesShapes ? [.. RunVector(0, 30), .. RunVector(30, 37)] : Run(Create(), 8));
    }

    [Test]
    public void Step_NonFiniteGradientAtAnyPosition_ChangesNothing([Values(float.NaN, float.PositiveInfinity, float.NegativeInfinity)] float bad)
    {
        IOptimizer optimizer = Create();
        float[] p = Batches.Vector(37, seed: 5);
        optimizer.Step(p, Batches.Vector(37, seed: 100));
        (int[] before, string state) = (Bits.Of(p), Bits.WithoutSkips(optimizer));

        for (int position = 0; position < p.Length; position++)
        {
            float[] g = Batches.Vector(37, seed: 101);
            g[position] = bad;
            optimizer.Step(p, g).ShouldBe(StepOutcome.SkippedNonFiniteGradient);
        }

        (optimizer.StepCount, optimizer.SkippedSteps).ShouldBe((1, 37));
        Bits.Of(p).ShouldBe(before);
        Bits.WithoutSkips(optimizer).ShouldBe(state);
    }

    [Test]
    public void Step_FirstOneSkipped_FixesNoLength()
    {
        IOptimizer optimizer = Create();
        optimizer.Step(new float[3], [1f, float.NaN, 1f]);

        optimizer.Step(new float[4], new float[4]).ShouldBe(StepOutcome.Taken);

        (optimizer.StepCount, optimizer.SkippedSteps).ShouldBe((1, 1));
    }

    [Test]
    public void Step_AfterTheFirst_AllocatesNothing()
    {
        IOptimizer optimizer = Create();
        ParameterSet set = new(new ParameterShape("weight", 37));
        optimizer.Step(set);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++)
        {
            optimizer.Step(set.Values, set.Gradients);
            optimizer.Step(set);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Test]
    public void Reset_AfterSteps_IsLikeNew()
    {
        IOptimizer optimizer = Create();
        Run(optimizer, 2); // of the same length: memory that is kept has to be cleared
        optimizer.Step(new float[37], [.. Enumerable.Repeat(float.NaN, 37)]);

        optimizer.Reset();

        (optimizer.StepCount, optimizer.SkippedSteps, optimizer.LearningRate).ShouldBe((0, 0, 0.0625f));
        Run(optimizer, 8).ShouldBe(Run(Create(), 8));
    }

    private IOptimizer Create(float learningRate = 0.0625f)
    {
        IOptimizer optimizer = subject.Create();
        optimizer.LearningRate = learningRate;
        return optimizer;
    }

    /// <summary>Runs over a part of the numbers of <see cref="Run"/>, as a parameter set.</summary>
    private (int[] Bits, OptimizerState State) RunSet(ParameterShape[] shapes, int from, int to)
    {
        ParameterSet set = new(shapes);
        Batches.Vector(37, seed: 5).AsSpan(from..to)[..set.Values.Length].CopyTo(set.Values);
        IOptimizer optimizer = Create();
        for (int step = 0; step < 8; step++)
        {
            Batches.Vector(37, seed: 100 + step).AsSpan(from..to)[..set.Values.Length].CopyTo(set.Gradients);
            optimizer.Step(set).ShouldBe(StepOutcome.Taken);
        }

        return (Bits.Of(set.Values), optimizer.ExportState());
    }

    /// <summary>Runs over a part of the numbers of <see cref="Run"/>, as a vector.</summary>
    private int[] RunVector(int from, int to)
    {
        float[] p = Batches.Vector(37, seed: 5)[from..to];
        IOptimizer optimizer = Create();
        for (int step = 0; step < 8; step++)
        {
            optimizer.Step(p, Batches.Vector(37, seed: 100 + step).AsSpan(from..to));
        }

        return Bits.Of(p);
    }

    private static int[] Run(IOptimizer optimizer, int steps)
    {
        float[] p = Batches.Vector(37, seed: 5);
        for (int step = 0; step < steps; step++)
        {
            optimizer.Step(p, Batches.Vector(37, seed: 100 + step));
        }

        return Bits.Of(p);
    }
}
