using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

/// <summary>Segments with settings of their own, for every optimizer.</summary>
[TestFixtureSource(typeof(OptimizerCase), nameof(OptimizerCase.All))]
public sealed class OptimizerGroupTests(OptimizerCase subject)
{
    private const float LearningRate = 0.0625f;

    [Test]
    public void Step_LearningRateFactor_EqualsThatLearningRate()
    {
        ParameterSet set = Create(), same = Create();
        IOptimizer optimizer = subject.Create(), slower = subject.Create();
        set.SetGroup("*", new ParameterGroup { LearningRateFactor = 0.25f });

        Run(optimizer, set, LearningRate);
        Run(slower, same, 0.25f * LearningRate);

        Bits.Of(set.Values).ShouldBe(Bits.Of(same.Values));
    }

    [Test]
    public void Step_FactorOfOneSegment_LeavesTheOthersAlone()
    {
        ParameterSet set = Create(), same = Create(), slow = Create();
        set.SetGroup("middle", new ParameterGroup { LearningRateFactor = 0.25f });

        Run(subject.Create(), set, LearningRate);
        Run(subject.Create(), same, LearningRate);
        Run(subject.Create(), slow, 0.25f * LearningRate);

        Bits.Of(set["first"].Values).ShouldBe(Bits.Of(same["first"].Values));
        Bits.Of(set["middle"].Values).ShouldBe(Bits.Of(slow["middle"].Values));
        Bits.Of(set["last"].Values).ShouldBe(Bits.Of(same["last"].Values));
    }

    [Test]
    public void Step_FrozenSegment_StaysAndItsGradientsAreNotLookedAt()
    {
        ParameterSet set = Create(), same = Create();
        int[] before = Bits.Of(set["middle"].Values);
        set.SetGroup("middle", new ParameterGroup { IsFrozen = true });
        IOptimizer optimizer = subject.Create();

        Run(optimizer, set, LearningRate, poison: float.NaN);
        Run(subject.Create(), same, LearningRate);

        Bits.Of(set["middle"].Values).ShouldBe(before);
        Bits.Of(set["first"].Values).ShouldBe(Bits.Of(same["first"].Values));
        Bits.Of(set["last"].Values).ShouldBe(Bits.Of(same["last"].Values));
        optimizer.SkippedSteps.ShouldBe(0);
    }

    [Test]
    public void Step_AllSegmentsFrozen_IsAStepThatChangesNothing()
    {
        ParameterSet set = Create();
        int[] before = Bits.Of(set.Values);
        set.SetGroup("*", new ParameterGroup { IsFrozen = true });
        IOptimizer optimizer = subject.Create();

        Run(optimizer, set, LearningRate);

        Bits.Of(set.Values).ShouldBe(before);
        optimizer.StepCount.ShouldBe(4);
    }

    [Test]
    public void Step_WeightDecayOfAGroup_TakesThePlaceOfTheOptimizers()
    {
        ParameterSet set = Create();
        set.SetGroup("middle", new ParameterGroup { WeightDecay = 0 });
        float[] middle = set["middle"].Values.ToArray();
        IOptimizer optimizer = subject.Create();
        optimizer.LearningRate = LearningRate;

        optimizer.Step(set);

        Bits.Of(set["middle"].Values).ShouldBe(Bits.Of(middle), "zero gradients and no decay");
        Bits.Of(set["first"].Values).SequenceEqual(Bits.Of(Create()["first"].Values)).ShouldBe(!subject.Decays);
    }

    [Test]
    public void Step_NonFiniteGradientOfASegmentThatIsNotFrozen_SkipsTheWholeStep()
    {
        ParameterSet set = Create();
        set.SetGroup("first", new ParameterGroup { IsFrozen = true });
        int[] before = Bits.Of(set.Values);
        set["last"].Gradients[1] = float.NegativeInfinity;

        subject.Create().Step(set).ShouldBe(StepOutcome.SkippedNonFiniteGradient);

        Bits.Of(set.Values).ShouldBe(before);
    }

    [Test]
    public void Step_OverflowInOneSegment_SkipsTheWholeStep()
    {
        ParameterSet set = Create();
        set.SetGroup("first", new ParameterGroup { LearningRateFactor = 0.5f });
        set["last"].Values[0] = float.MaxValue;
        set["first"].Gradients.Fill(1);
        set["last"].Gradients.Fill(-3e38f);
        int[] before = Bits.Of(set.Values);
        IOptimizer optimizer = subject.Create();
        optimizer.LearningRate = 50;
        string state = Bits.WithoutSkips(optimizer);

        if (optimizer.Step(set) == StepOutcome.SkippedOverflow)
        {
            Bits.Of(set.Values).ShouldBe(before);
            Bits.WithoutSkips(optimizer).ShouldBe(state);
        }

        set.Values.ToArray().ShouldAllBe(static value => float.IsFinite(value));
    }

    [Test]
    public void Step_WithGroups_AllocatesNothing()
    {
        ParameterSet set = Create();
        set.SetGroup("middle", new ParameterGroup { LearningRateFactor = 0.5f });
        IOptimizer optimizer = subject.Create();
        optimizer.Step(set);

        SteadyAllocation.Of(() => optimizer.Step(set)).ShouldBe(0);
    }

    private static ParameterSet Create()
    {
        ParameterSet set = new(new ParameterShape("first", 3, 5), new ParameterShape("middle", 7), new ParameterShape("last", 2, 4));
        Batches.Vector(30, seed: 1).CopyTo(set.Values);
        return set;
    }

    private static void Run(IOptimizer optimizer, ParameterSet set, float learningRate, float? poison = null)
    {
        optimizer.LearningRate = learningRate;
        for (int step = 0; step < 4; step++)
        {
            Batches.Vector(30, seed: 100 + step).CopyTo(set.Gradients);
            set["middle"].Gradients[3] = poison ?? set["middle"].Gradients[3];
            optimizer.Step(set).ShouldBe(StepOutcome.Taken);
        }
    }
}
