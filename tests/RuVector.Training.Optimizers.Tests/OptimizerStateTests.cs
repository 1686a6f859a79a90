using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

/// <summary>Export, import and overflow, for every optimizer.</summary>
[TestFixtureSource(typeof(OptimizerCase), nameof(OptimizerCase.All))]
public sealed class OptimizerStateTests(OptimizerCase subject)
{
    [Test]
    public void ImportState_IntoANewOptimizer_ContinuesToTheBit()
    {
        IOptimizer original = subject.Create();
        float[] p = Batches.Vector(37, seed: 1);
        Run(original, p, from: 0, to: 5);
        original.Step(p, [.. Enumerable.Repeat(float.NaN, 37)]);
        IOptimizer copy = subject.Create();
        float[] q = [.. p];

        copy.ImportState(original.ExportState());

        Bits.Of(copy.ExportState()).ShouldBe(Bits.Of(original.ExportState()));
        (copy.StepCount, copy.SkippedSteps).ShouldBe((5, 1));
        Run(original, p, from: 5, to: 10);
        Run(copy, q, from: 5, to: 10);
        Bits.Of(q).ShouldBe(Bits.Of(p));
        Bits.Of(copy.ExportState()).ShouldBe(Bits.Of(original.ExportState()));
    }

    [Test]
    public void ImportState_OfNamedTensors_ContinuesToTheBit()
    {
        IOptimizer original = subject.Create();
        ParameterSet set = NamedTensors(seed: 1);
        Run(original, set, from: 0, to: 5);
        IOptimizer copy = subject.Create();
        ParameterSet other = NamedTensors(seed: 1);
        set.Values.CopyTo(other.Values);

        copy.ImportState(original.ExportState());

        Run(original, set, from: 5, to: 10);
        Run(copy, other, from: 5, to: 10);
        Bits.Of(other.Values).ShouldBe(Bits.Of(set.Values));
        Bits.Of(copy.ExportState()).ShouldBe(Bits.Of(original.ExportState()));
    }

    [Test]
    public void ImportState_OfNoSteps_IsLikeNewWhateverItsLayout()
    {
        IOptimizer optimizer = subject.Create();
        float[] p = Batches.Vector(37, seed: 1);
        OptimizerState start = optimizer.ExportState();
        Run(optimizer, p, from: 0, to: 3);

        optimizer.ImportState(start with { Layout = [new ParameterShape("planned", 37)] });

        Bits.Of(optimizer.ExportState()).ShouldBe(Bits.Of(start));
        optimizer.Step(new float[2], new float[2]).ShouldBe(StepOutcome.Taken);
    }

    [Test]
    public void ImportState_IntoANewOptimizer_FixesTheLength()
    {
        IOptimizer original = subject.Create(), copy = subject.Create();
        original.Step(new float[3], new float[3]);

        copy.ImportState(original.ExportState());

        Should.Throw<ArgumentException>(() => copy.Step(new float[4], new float[4])).Message.ShouldStartWith("Expected 3 parameters, as in earlier steps, but got 4.");
    }

    [Test]
    public void ExportState_ChangedByTheCaller_ChangesNoOptimizer()
    {
        IOptimizer original = subject.Create(), copy = subject.Create();
        float[] p = Batches.Vector(37, seed: 1);
        Run(original, p, from: 0, to: 3);
        OptimizerState state = original.ExportState();
        string before = Bits.Of(state);
        copy.ImportState(state);

        foreach (float[] tensor in state.Tensors.Values)
        {
            Array.Fill(tensor, 7f);
        }

        Bits.Of(original.ExportState()).ShouldBe(before);
        Bits.Of(copy.ExportState()).ShouldBe(before);
    }

    [Test]
    public void ExportState_BeforeTheFirstStep_IsEmpty()
    {
        OptimizerState state = subject.Create().ExportState();

        (state.StepCount, state.Layout.Count, state.Tensors.Count).ShouldBe((0, 0, 0));
    }

    [Test]
    public void Step_GradientsFromAllFiniteNumbers_StaysFiniteOrChangesNothing()
    {
        Random random = new(17);
        HashSet<StepOutcome> outcomes = [];
        for (int run = 0; run < 300; run++)
        {
            IOptimizer optimizer = subject.Create();
            optimizer.LearningRate = run % 3 == 0 ? 50 : 1e-3f;
            ParameterSet set = run % 2 == 0 ? NamedTensors(seed: 1) : new(new ParameterShape("vector", 9));
            AnyFinite(random, set.Values);
            for (int step = 0; step < 12; step++)
            {
                (int[] before, string state) = (Bits.Of(set.Values), Bits.WithoutSkips(optimizer));
                AnyFinite(random, set.Gradients);
                StepOutcome outcome = optimizer.Step(set);
                outcomes.Add(outcome);
                if (outcome == StepOutcome.Taken)
                {
                    optimizer.ExportState().Tensors.Values.Append(set.Values.ToArray()).All(static tensor => tensor.All(float.IsFinite)).ShouldBeTrue();
                }
                else
                {
                    Bits.Of(set.Values).ShouldBe(before);
                    Bits.WithoutSkips(optimizer).ShouldBe(state);
                }
            }
        }

        outcomes.ShouldContain(StepOutcome.Taken);
        outcomes.Contains(StepOutcome.SkippedOverflow).ShouldBe(subject.GradientsOverflow);
    }

    [Test]
    public void Step_GradientThatOverflowsTheState_IsSkippedAndCounted()
    {
        IOptimizer optimizer = subject.Create();
        optimizer.LearningRate = 50;
        float[] p = [1f, 2f, 3f];
        optimizer.Step(p, [1f, 1f, 1f]);
        (int[] before, string state) = (Bits.Of(p), Bits.WithoutSkips(optimizer));

        StepOutcome outcome = optimizer.Step(p, [1f, 1f, 3e38f]);

        bool isSkipped = subject.GradientsOverflow;
        outcome.ShouldBe(isSkipped ? StepOutcome.SkippedOverflow : StepOutcome.Taken);
        (optimizer.StepCount, optimizer.SkippedSteps).ShouldBe(isSkipped ? (1, 1) : (2, 0));
        Bits.Of(p).SequenceEqual(before).ShouldBe(isSkipped);
        (Bits.WithoutSkips(optimizer) == state).ShouldBe(isSkipped);
        p.ShouldAllBe(static value => float.IsFinite(value));
        optimizer.Step(p, [1f, 1f, 1f]).ShouldBe(StepOutcome.Taken);
    }

    [Test]
    public void Step_ImportedMomentThatTakesAParameterToInfinity_IsSkipped()
    {
        IOptimizer optimizer = subject.Create();
        float[] p = [1f];
        optimizer.Step(p, [1e-3f]);
        OptimizerState state = optimizer.ExportState();
        string[] moments = [.. state.Tensors.Keys.Where(static name => name != "average").Order(StringComparer.Ordinal)];
        state = state with { Tensors = state.Tensors.Keys.ToDictionary(static name => name, name => (float[])[moments.Length > 0 && name == moments[0] ? 3e38f : 0]) };
        optimizer.ImportState(state);
        optimizer.LearningRate = 50;
        int[] before = Bits.Of(p);

        StepOutcome outcome = optimizer.Step(p, [1e-3f]);

        outcome.ShouldBe(subject.MomentsOverflow ? StepOutcome.SkippedOverflow : StepOutcome.Taken);
        (Bits.Of(p).SequenceEqual(before) || !subject.MomentsOverflow).ShouldBeTrue();
        optimizer.ExportState().Tensors.Values.Append(p).ShouldAllBe(static tensor => tensor.All(float.IsFinite));
    }

    private static void AnyFinite(Random random, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            do
            {
                values[i] = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            }
            while (!float.IsFinite(values[i]));
        }
    }

    /// <summary>A wide and a tall matrix, a vector, a scalar, a tensor of three axes and one without a value.</summary>
    private static ParameterSet NamedTensors(int seed)
    {
        ParameterSet set = new(new("wide", 2, 3), new("bias", 3), new("scale"), new("tall", 4, 1), new("empty", 0, 2), new("cube", 2, 1, 2));
        Batches.Vector(set.Values.Length, seed).CopyTo(set.Values);
        return set;
    }

    private static void Run(IOptimizer optimizer, ParameterSet parameters, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            Batches.Vector(parameters.Values.Length, seed: 100 + step).CopyTo(parameters.Gradients);
            optimizer.Step(parameters).ShouldBe(StepOutcome.Taken);
        }
    }

    private static void Run(IOptimizer optimizer, float[] parameters, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            optimizer.Step(parameters, Batches.Vector(parameters.Length, seed: 100 + step)).ShouldBe(StepOutcome.Taken);
        }
    }
}
