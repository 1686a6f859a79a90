using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class GradientClippingTests
{
    [TestCase(NormKind.L2, 5.0)]
    [TestCase(NormKind.L1, 7.0)]
    [TestCase(NormKind.Infinity, 4.0)]
    public void ByGlobalNorm_NormAboveTheBound_ScalesToTheBound(NormKind norm, double length)
    {
        float[] g = [3f, -4f];

        GradientClipping.ByGlobalNorm(g, 2, norm).ShouldBe(length);

        new Tolerance(0, 1e-6).ShouldAccept(g, [3 * 2 / (length + 1e-6), -4 * 2 / (length + 1e-6)]);
    }

    [TestCase(5.00001f)]
    [TestCase(float.PositiveInfinity)]
    public void ByGlobalNorm_NormBelowTheBound_MeasuresOnly(float bound)
    {
        float[] g = [3f, -4f];

        GradientClipping.ByGlobalNorm(g, bound).ShouldBe(5);

        g.ShouldBe([3f, -4f]);
    }

    [Test]
    public void ByGlobalNorm_ParameterSet_TakesAllSegmentsTogether()
    {
        ParameterSet set = new(new ParameterShape("weight", 1), new ParameterShape("bias", 1));
        (set["weight"].Gradients[0], set["bias"].Gradients[0]) = (3f, -4f);

        GradientClipping.ByGlobalNorm(set, 2.5f).ShouldBe(5);

        new Tolerance(0, 1e-6).ShouldAccept(set.Gradients, [1.5, -2]);
    }

    [Test]
    public void ByGlobalNorm_Lengths0To70_MatchPlainSum([Range(0, 70)] int length)
    {
        float[] g = Batches.Vector(length, seed: 1);

        GradientClipping.ByGlobalNorm(g, float.PositiveInfinity).ShouldBe(Math.Sqrt(g.Sum(static x => (double)x * x)), 1e-12);
        GradientClipping.ByGlobalNorm(g, float.PositiveInfinity, NormKind.L1).ShouldBe(g.Sum(static x => Math.Abs((double)x)), 1e-12);
        GradientClipping.ByGlobalNorm(g, float.PositiveInfinity, NormKind.Infinity).ShouldBe(g.Select(MathF.Abs).DefaultIfEmpty().Max());
    }

    [TestCase(3e38f)]
    [TestCase(1e-38f)]
    [TestCase(1e-45f)]
    public void ByGlobalNorm_HugeOrTinyGradients_NeitherOverflowNorVanish(float value)
    {
        float[] g = [.. Enumerable.Repeat(value, 10_000)];

        GradientClipping.ByGlobalNorm(g, 1).ShouldBe(100.0 * value, 1e-12 * 100 * value);

        new Tolerance(0, 1e-6).ShouldAccept(g, [.. Enumerable.Repeat(Math.Min(0.01, value), 10_000)]);
    }

    [Test]
    public void ByGlobalNorm_NonFiniteGradient_LeavesAllAndReturnsIt([Values(float.NaN, float.NegativeInfinity)] float bad, [Values] NormKind norm)
    {
        float[] g = [3f, bad, 1e30f];

        double.IsFinite(GradientClipping.ByGlobalNorm(g, 1, norm)).ShouldBeFalse();

        g.ShouldBe([3f, bad, 1e30f]);
    }

    [Test]
    public void ByGlobalNorm_AnyFiniteGradients_EndWithinTheBound() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat[]>(), static numbers =>
        {
            float[] g = [.. numbers.Select(static x => (float)(double)x).Where(float.IsFinite)];
            GradientClipping.ByGlobalNorm(g, 0.75f);
            return GradientClipping.ByGlobalNorm(g, float.PositiveInfinity) <= 0.75 * (1 + 1e-6);
        }).Check(Config.QuickThrowOnFailure);

    [TestCase(0f, "0")]
    [TestCase(-1f, "-1")]
    [TestCase(float.NaN, "NaN")]
    public void ByGlobalNorm_BoundOutOfRange_IsRefused(float bound, string text) =>
        Should.Throw<ArgumentOutOfRangeException>(() => GradientClipping.ByGlobalNorm([1f], bound)).Message.ShouldStartWith($"Expected a norm above 0, but got {text}. (Parameter 'maxNorm')");

    [Test]
    public void ByGlobalNorm_UnknownNorm_IsRefusedNamingTheKnown() =>
        Should.Throw<ArgumentOutOfRangeException>(() => GradientClipping.ByGlobalNorm([1f], 1, (NormKind)7)).Message
            .ShouldStartWith("Expected a known NormKind (L2, L1, Infinity), but got 7. (Parameter 'norm')");

    [Test]
    public void ByValue_SomeBeyondTheBound_LimitsAndCountsThem()
    {
        float[] g = [3f, -4f, 0.5f, -0.75f, 0f];

        GradientClipping.ByValue(g, 0.75f).ShouldBe(2);

        g.ShouldBe([0.75f, -0.75f, 0.5f, -0.75f, 0f]);
    }

    [Test]
    public void ByValue_NonFiniteGradient_LeavesAll([Values(float.NaN, float.PositiveInfinity)] float bad)
    {
        float[] g = [3f, bad];

        GradientClipping.ByValue(g, 0.75f).ShouldBe(0);

        g.ShouldBe([3f, bad]);
    }

    [Test]
    public void ByValue_BoundOutOfRange_IsRefused([Values(0f, float.NaN)] float bound) =>
        Should.Throw<ArgumentOutOfRangeException>(() => GradientClipping.ByValue([1f], bound)).Message
            .ShouldStartWith(FormattableString.Invariant($"Expected a bound above 0, but got {bound}. (Parameter 'bound')"));
}
