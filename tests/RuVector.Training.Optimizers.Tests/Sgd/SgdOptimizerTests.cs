namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class SgdOptimizerTests
{
    [Test]
    public void Step_NoMomentum_MovesAgainstTheGradient()
    {
        float[] p = [1f, 2f];

        new SgdOptimizer(new SgdOptions { LearningRate = 0.5f }).Step(p, [1f, -4f]);

        p.ShouldBe([0.5f, 4f]);
    }

    [Test]
    public void Step_MomentumWithDampening_FirstStepTakesTheWholeGradient()
    {
        // b1 = 2, p = 10 - 2; b2 = 0.5 * 2 + 0.75 * 4 = 4, p = 8 - 4
        float[] p = [10f];
        SgdOptimizer optimizer = new(new SgdOptions { LearningRate = 1, Momentum = 0.5f, Dampening = 0.25f });

        optimizer.Step(p, [2f]);
        p.ShouldBe([8f]);
        optimizer.Step(p, [4f]);

        p.ShouldBe([4f]);
        optimizer.ExportState().Tensors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(static t => t.Key.ShouldBe("momentum_buffer"), static t => t.Value.ShouldBe([4f]));
    }

    [Test]
    public void Step_Nesterov_LooksAhead()
    {
        // b1 = 2, p = 10 - (2 + 0.5 * 2); b2 = 0.5 * 2 + 4 = 5, p = 7 - (4 + 0.5 * 5)
        float[] p = [10f];
        SgdOptimizer optimizer = new(new SgdOptions { LearningRate = 1, Momentum = 0.5f, Nesterov = true });

        optimizer.Step(p, [2f]);
        p.ShouldBe([7f]);
        optimizer.Step(p, [4f]);

        p.ShouldBe([0.5f]);
    }

    [Test]
    public void Step_WeightDecay_EntersTheMomentum()
    {
        // g = 1 + 0.25 * 4 = 2
        float[] p = [4f];
        SgdOptimizer optimizer = new(new SgdOptions { LearningRate = 0.5f, Momentum = 0.5f, WeightDecay = 0.25f });

        optimizer.Step(p, [1f]);

        p.ShouldBe([3f]);
        optimizer.ExportState().Tensors["momentum_buffer"].ShouldBe([2f]);
    }

    [Test]
    public void ExportState_NoMomentum_HasNoTensor()
    {
        SgdOptimizer optimizer = new();
        optimizer.Step(new float[2], new float[2]);

        optimizer.ExportState().Tensors.ShouldBeEmpty();
    }

    [TestCase(-1f, 0f, 0f, "LearningRate: Expected a number in [0, Infinity), but got -1.")]
    [TestCase(float.NaN, 0f, 0f, "LearningRate: Expected a number in [0, Infinity), but got NaN.")]
    [TestCase(float.PositiveInfinity, 0f, 0f, "LearningRate: Expected a number in [0, Infinity), but got Infinity.")]
    [TestCase(1f, 1f, 0f, "Momentum: Expected a number in [0, 1), but got 1.")]
    [TestCase(1f, 0f, 1.5f, "Dampening: Expected a number in [0, 1], but got 1.5.")]
    public void Constructor_SettingOutOfRange_IsRefused(float learningRate, float momentum, float dampening, string problem) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SgdOptimizer(new SgdOptions { LearningRate = learningRate, Momentum = momentum, Dampening = dampening }))
            .Message.ShouldBe($"{problem} (Parameter 'options')");

    [TestCase(0f, 0f)]
    [TestCase(0.5f, 0.25f)]
    public void Constructor_NesterovWithoutMomentumOrWithDampening_IsRefused(float momentum, float dampening) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SgdOptimizer(new SgdOptions { Nesterov = true, Momentum = momentum, Dampening = dampening })).Message
            .ShouldBe(FormattableString.Invariant($"Nesterov: Expected a Momentum above 0 and a Dampening of 0, but got a Momentum of {momentum} and a Dampening of {dampening}. (Parameter 'options')"));

    [Test]
    public void Constructor_SeveralProblems_AreAllNamed()
    {
        string message = Should.Throw<ArgumentOutOfRangeException>(() => new SgdOptimizer(new SgdOptions { WeightDecay = -1, Momentum = 2 })).Message;

        message.ShouldContain("Momentum: Expected a number in [0, 1), but got 2.");
        message.ShouldContain("WeightDecay: Expected a number in [0, Infinity), but got -1.");
    }

    [Test]
    public void Constructor_NoOptions_IsRefused() => Should.Throw<ArgumentNullException>(() => new SgdOptimizer(null!)).ParamName.ShouldBe("options");

    [Test]
    public void Constructor_OptionsChangedLater_KeepsItsCopy()
    {
        SgdOptions options = new() { LearningRate = 0.5f };
        SgdOptimizer optimizer = new(options);
        options.LearningRate = 3;
        options.Momentum = 0.9f;
        float[] p = [1f];

        optimizer.Step(p, [1f]);
        optimizer.Step(p, [1f]);

        p.ShouldBe([0f]);
    }
}
