using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class ParameterGroupTests
{
    [Test]
    public void Step_CoupledDecayOfAGroup_EntersTheGradient()
    {
        // g = 1 + 0.25 * 4 = 2
        ParameterSet set = new(new ParameterShape("p", 1), new ParameterShape("q", 1));
        set.Values.Fill(4);
        set.Gradients.Fill(1);
        set.SetGroup("p", new ParameterGroup { WeightDecay = 0.25f });

        new SgdOptimizer(new SgdOptions { LearningRate = 0.5f }).Step(set);

        set.Values.ToArray().ShouldBe([3f, 3.5f]);
    }

    [Test]
    public void Step_DecoupledDecayOfAGroup_TakesItsLearningRate()
    {
        // p - (0.5 * 0.5) * 0.5 * p
        ParameterSet set = new(new ParameterShape("p", 1), new ParameterShape("q", 1));
        set.Values.Fill(8);
        set.SetGroup("p", new ParameterGroup { LearningRateFactor = 0.5f, WeightDecay = 0.5f });

        new AdamWOptimizer(new AdamWOptions { LearningRate = 0.5f, WeightDecay = 0 }).Step(set);

        set.Values.ToArray().ShouldBe([7f, 8f]);
    }

    [Test]
    public void Step_GroupThatTakesAParameterAsAWhole_IsRefusedWithItsName()
    {
        ParameterSet set = new(new ParameterShape("scale", 1));
        set.SetGroup("scale", new ParameterGroup { LearningRateFactor = 4, WeightDecay = 0.5f });
        AdamWOptimizer optimizer = new(new AdamWOptions { LearningRate = 0.5f });

        Should.Throw<ArgumentException>(() => optimizer.Step(set)).Message
            .ShouldBe("Expected a finite learning rate, and its product with the weight decay below 1, but 'scale' has 0.5 * 4 and 0.5.");
        optimizer.StepCount.ShouldBe(0);
    }

    [Test]
    public void ByGlobalNorm_FrozenSegment_IsLeftOut()
    {
        ParameterSet set = new(new ParameterShape("a", 2), new ParameterShape("b", 1), new ParameterShape("c", 1));
        float[] gradients = [3, 0, float.NaN, 4];
        gradients.CopyTo(set.Gradients);
        set.SetGroup("b", new ParameterGroup { IsFrozen = true });

        GradientClipping.ByGlobalNorm(set, maxNorm: 2.5f).ShouldBe(5, 1e-12);

        new Tolerance(1e-6, 0).ShouldAccept([.. set["a"].Gradients, .. set["c"].Gradients], [1.5, 0, 2]);
        set["b"].Gradients[0].ShouldBe(float.NaN);
    }

    [TestCase(NormKind.L1, 7)]
    [TestCase(NormKind.L2, 5)]
    [TestCase(NormKind.Infinity, 4)]
    public void ByGlobalNorm_OfASet_IsThatOfItsVector(NormKind norm, double expected)
    {
        ParameterSet set = new(new ParameterShape("a", 1), new ParameterShape("b", 1));
        (set.Gradients[0], set.Gradients[1]) = (3, -4);

        GradientClipping.ByGlobalNorm(set, float.PositiveInfinity, norm).ShouldBe(expected, 1e-12);
    }
}
