using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

/// <summary>What optimizers that step tensor by tensor share; with one of our own that inherits as those of the package do.</summary>
[TestFixture]
public sealed class TensorOptimizerTests
{
    private static readonly ParameterShape[] _shapes = [new("one", 2, 3), new("none", 0), new("other", 4)];

    [Test]
    public void Step_Segments_ComeInOrderWithShapeAndNumber()
    {
        AddingOptimizer optimizer = new() { LearningRate = 0.5f };
        ParameterSet set = Parameters();

        optimizer.Step(set);
        optimizer.Step(set);

        optimizer.Seen.ShouldBe(["0 one [2, 3] 6 6 0.5 0.25 1", "1 none [0] 0 0 0.5 0.25 1", "2 other [4] 4 4 0.5 0.25 1", "0 one [2, 3] 6 6 0.5 0.25 2", "1 none [0] 0 0 0.5 0.25 2", "2 other [4] 4 4 0.5 0.25 2"]);
        optimizer.Finished.ShouldBe([1, 2]);
    }

    [Test]
    public void Step_Vector_IsOneSegment()
    {
        AddingOptimizer optimizer = new();

        optimizer.Step(new float[5], new float[5]);

        optimizer.Seen.ShouldBe(["0 parameters [5] 5 5 1 0.25 1"]);
    }

    [Test]
    public void Step_LastSegmentThatOverflows_TakesBackAll()
    {
        AddingOptimizer optimizer = new();
        ParameterSet set = Parameters();
        optimizer.Step(set).ShouldBe(StepOutcome.Taken);
        (int[] before, string state) = (Bits.Of(set.Values), Bits.WithoutSkips(optimizer));
        set["other"].Values[3] = set["other"].Gradients[3] = float.MaxValue;
        before[9] = BitConverter.SingleToInt32Bits(float.MaxValue);

        optimizer.Step(set).ShouldBe(StepOutcome.SkippedOverflow);

        Bits.Of(set.Values).ShouldBe(before);
        Bits.WithoutSkips(optimizer).ShouldBe(state);
        (optimizer.StepCount, optimizer.SkippedSteps, optimizer.Finished.Count).ShouldBe((1, 1, 1));
    }

    [Test]
    public void Step_StateThatOverflows_TakesBackAll()
    {
        AddingOptimizer optimizer = new() { LearningRate = 0 };
        ParameterSet set = Parameters();
        set["other"].Gradients[3] = 3e38f;
        optimizer.Step(set).ShouldBe(StepOutcome.Taken);
        (int[] before, string state) = (Bits.Of(set.Values), Bits.WithoutSkips(optimizer));

        optimizer.Step(set).ShouldBe(StepOutcome.SkippedOverflow, "the sum of both is not finite");

        Bits.Of(set.Values).ShouldBe(before);
        Bits.WithoutSkips(optimizer).ShouldBe(state);
    }

    [Test]
    public void Step_StateThatOverflowsWithOrdinaryGradients_IsTakenBack()
    {
        AddingOptimizer optimizer = new() { LearningRate = 0 };
        optimizer.Step(new float[1], new float[1]);
        OptimizerState state = optimizer.ExportState();
        optimizer.ImportState(state with { Tensors = new Dictionary<string, float[]>(state.Tensors) { ["sum"] = [float.MaxValue] } });

        optimizer.Step(new float[1], [1f]).ShouldBe(StepOutcome.Taken);
        optimizer.IsDoubling = true;
        optimizer.Step(new float[1], [1f]).ShouldBe(StepOutcome.SkippedOverflow);

        optimizer.ExportState().Tensors["sum"].ShouldBe([float.MaxValue]);
    }

    [Test]
    public void Step_StateThatAnEarlierStepMadeLarge_IsTakenBack()
    {
        AddingOptimizer optimizer = new() { LearningRate = 0 };
        optimizer.Step(new float[1], [2e38f]).ShouldBe(StepOutcome.Taken);
        optimizer.IsDoubling = true;

        optimizer.Step(new float[1], [1f]).ShouldBe(StepOutcome.SkippedOverflow);

        optimizer.ExportState().Tensors["sum"].ShouldBe([2e38f]);
    }

    [Test]
    public void Step_ResultsThatMayOverflow_AreChecked()
    {
        AddingOptimizer optimizer = new() { Factor = 1e38f, Bound = 1e38 };
        float[] p = [1f];

        optimizer.Step(p, [8f]).ShouldBe(StepOutcome.SkippedOverflow);

        p.ShouldBe([1f]);
        optimizer.Step(p, [2f]).ShouldBe(StepOutcome.Taken);
    }

    [Test]
    public void Step_ParametersThatMayOverflow_AreChecked()
    {
        AddingOptimizer optimizer = new() { Factor = 1e38f };
        float[] p = [3e38f];

        optimizer.Step(p, [1f]).ShouldBe(StepOutcome.SkippedOverflow);

        p.ShouldBe([3e38f]);
    }

    [Test]
    public void Step_CheckedOrNot_SameBits() => Run(new AddingOptimizer { Bound = double.NaN }).ShouldBe(Run(new AddingOptimizer()));

    [Test]
    public void Step_CheckedAfterTheFirst_AllocatesNothingInOrdinaryAndCheckedSteps([Values(0, double.NaN)] double bound)
    {
        AddingOptimizer optimizer = new() { Bound = bound, IsSilent = true };
        ParameterSet set = Parameters();

        SteadyAllocation.Of(() => optimizer.Step(set)).ShouldBe(0);
    }

    [Test]
    public void ExportState_TensorsOfOtherLengths_AreNamedBySegment()
    {
        AddingOptimizer optimizer = new();
        optimizer.Step(Parameters());

        IReadOnlyDictionary<string, float[]> tensors = optimizer.ExportState().Tensors;

        tensors.Keys.Order(StringComparer.Ordinal).ShouldBe(["one.first", "other.first", "sum"]);
        (tensors["sum"].Length, tensors["one.first"].Length, tensors["other.first"].Length).ShouldBe((10, 1, 1));
        tensors["other.first"][0].ShouldBe(tensors["sum"][6]);
    }

    [Test]
    public void ImportState_TensorOfASegmentThatDoesNotFit_IsRefusedByItsName()
    {
        AddingOptimizer optimizer = new();
        optimizer.Step(Parameters());
        OptimizerState state = optimizer.ExportState();

        Should.Throw<ArgumentException>(() => new AddingOptimizer().ImportState(With([1f, 2f]))).Message.ShouldBe("Expected 1 values in the state tensor 'other.first', but got 2. (Parameter 'state')");
        Should.Throw<ArgumentException>(() => new AddingOptimizer().ImportState(With([float.NaN]))).Message
            .ShouldBe("Expected finite values in the state tensor 'other.first', but got NaN at 0. (Parameter 'state')");

        OptimizerState With(float[] values) => state with { Tensors = new Dictionary<string, float[]>(state.Tensors) { ["other.first"] = values } };
    }

    private static ParameterSet Parameters()
    {
        ParameterSet set = new(_shapes);
        Batches.Vector(10, seed: 1).CopyTo(set.Values);
        Batches.Vector(10, seed: 2).CopyTo(set.Gradients);
        return set;
    }

    private static string Run(AddingOptimizer optimizer)
    {
        ParameterSet set = Parameters();
        for (int step = 0; step < 5; step++)
        {
            optimizer.Step(set).ShouldBe(StepOutcome.Taken);
        }

        return string.Join(',', Bits.Of(set.Values)) + Bits.Of(optimizer.ExportState());
    }

    /// <summary>Adds the learning rate times the gradient to the parameters; keeps the sum of gradients, and its first number once more.</summary>
    private sealed class AddingOptimizer() : TensorOptimizer(
        "Adding", 1, WeightDecay.OfParameters(0.25f), new SegmentTensor("sum"), new SegmentTensor("first", Length: static shape => Math.Min(1, shape.Length)))
    {
        public List<string> Seen { get; } = [];

        public List<long> Finished { get; } = [];

        public double Bound { get; init; }

        public float Factor { get; init; } = 1;

        public bool IsDoubling { get; set; }

        public bool IsSilent { get; init; }

        private protected override void StepSegment(in SegmentStep step)
        {
            if (!IsSilent)
            {
                Seen.Add(FormattableString.Invariant($"{step.Segment} {step.Shape} {step.Parameters.Length} {step.Gradients.Length} {step.LearningRate} {step.WeightDecay} {step.Number}"));
            }

            Span<float> sum = State(0, step.Segment);
            for (int i = 0; i < step.Parameters.Length; i++)
            {
                step.Parameters[i] += Factor * step.LearningRate * step.Gradients[i];
                sum[i] += IsDoubling ? sum[i] : step.Gradients[i];
            }

            if (!sum.IsEmpty)
            {
                State(1, step.Segment)[0] = sum[0];
            }
        }

        private protected override double LargestResult(in SegmentStep step) => Bound;

        private protected override void Finish(long number)
        {
            if (!IsSilent)
            {
                Finished.Add(number);
            }
        }
    }
}
