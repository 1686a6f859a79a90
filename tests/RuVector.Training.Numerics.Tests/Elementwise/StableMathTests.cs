using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class StableMathTests
{
    [Test]
    public void LogSumExp_EveryLength_MatchesOracle([Values(1f, 14.2857f, 1e-4f)] float scale)
    {
        for (int length = 1; length <= 65; length++)
        {
            float[] values = Batches.Vector(length, seed: length);
            double max = values.Max();
            double expected = (scale * max) + Math.Log(values.Sum(v => Math.Exp(scale * (v - max))));
            float[] exponentials = new float[length];

            double got = StableMath.LogSumExp(values, scale, exponentials, out double sum);

            Tolerance.ForFloat.Accepts(got, expected).ShouldBeTrue($"length {length}: {got} against {expected}");
            Tolerance.ForFloat.Accepts(sum, Math.Exp(expected - (scale * max))).ShouldBeTrue($"length {length}: sum {sum}");
            for (int i = 0; i < length; i++)
            {
                Tolerance.ForFloat.Accepts(exponentials[i], Math.Exp(scale * (values[i] - max))).ShouldBeTrue($"length {length}, position {i}");
            }
        }
    }

    [TestCase(1e4f)]
    [TestCase(-1e4f)]
    [TestCase(3e38f)]
    public void LogSumExp_HugeEqualLogits_AddsTheLogarithmOfTheirNumber(float logit) =>
        StableMath.LogSumExp([logit, logit, logit], 1f, new float[3], out _).ShouldBe(logit + Math.Log(3));

    [Test]
    public void LogSumExp_LogitsFarApart_IsTheLargest()
    {
        float[] exponentials = new float[3];

        StableMath.LogSumExp([-1e4f, 1e4f, 0f], 1f, exponentials, out double sum).ShouldBe(1e4);
        exponentials.ShouldBe([0f, 1f, 0f]);
        sum.ShouldBe(1);
        StableMath.LogSumExp([float.MinValue, float.MaxValue], 1e4f, exponentials, out _).ShouldBe((double)float.MaxValue * 1e4f);
    }

    [Test]
    public void LogSumExp_ManyEqualTerms_LosesNone() =>
        StableMath.LogSumExp(new float[1_000_000], 1f, new float[1_000_000], out _).ShouldBe(Math.Log(1_000_000), 1e-6);

    [Test]
    public void LogSumExp_InPlaceAndWithMoreRoom_GivesTheSame()
    {
        float[] values = Batches.Vector(37, seed: 5);
        double expected = StableMath.LogSumExp(values, 3f, new float[99], out double expectedSum);

        StableMath.LogSumExp(values, 3f, values, out double sum).ShouldBe(expected);
        sum.ShouldBe(expectedSum);
    }

    /// <summary>A lane adds 32 terms in float32, each time with an error of at most 2^-24; a sum of many terms in float32 alone drifts further.</summary>
    [TestCase(257, 0.3f)]
    [TestCase(4096, 0.1f)]
    [TestCase(1_000_003, 0.1f)]
    public void LogSumExp_ManyUnequalTerms_DoesNotDrift(int length, float term)
    {
        float[] values = [0f, .. Enumerable.Repeat(MathF.Log(term), length - 1)], exponentials = new float[length];

        StableMath.LogSumExp(values, 1f, exponentials, out double sum);

        sum.ShouldBe(exponentials.Sum(static e => (double)e), 31 * Math.Pow(2, -24) * sum);
    }

    [Test]
    public void LogSumExp_AnotherPositionInMemory_GivesTheSameBits([Values(15, 100, 1000)] int length)
    {
        float[] values = Batches.Vector(length, seed: 3);
        double expected = StableMath.LogSumExp(values, 2f, new float[length], out double expectedSum);

        for (int offset = 1; offset < 9; offset++)
        {
            float[] memory = new float[length + 20];
            values.CopyTo(memory, offset);

            StableMath.LogSumExp(memory.AsSpan(offset, length), 2f, memory.AsSpan(offset, length), out double sum).ShouldBe(expected);
            sum.ShouldBe(expectedSum);
        }
    }

    [Test]
    public void LogSumExp_LengthsAroundWidths_TouchesNothingBehindTheEnd([Range(1, 40)] int length)
    {
        float[] exponentials = [.. Enumerable.Repeat(7f, 64)];

        StableMath.LogSumExp(new float[length], 1f, exponentials, out double sum);

        sum.ShouldBe(length);
        exponentials.ShouldBe([.. Enumerable.Repeat(1f, length), .. Enumerable.Repeat(7f, 64 - length)]);
    }

    [Test]
    public void LogSumExp_NaNAnywhere_IsNaN([Values(1, 8, 37)] int length)
    {
        for (int position = 0; position < length; position++)
        {
            float[] values = new float[length];
            values[position] = float.NaN;

            StableMath.LogSumExp(values, 1f, values, out double sum).ShouldBe(double.NaN);
            sum.ShouldBe(double.NaN);
        }
    }

    [Test]
    public void LogSumExp_TinyTerms_AreDenormal()
    {
        float[] exponentials = new float[3];

        StableMath.LogSumExp([0f, -100f, -103.97207f], 1f, exponentials, out _);

        exponentials.ShouldBe([1f, (float)Math.Exp(-100), float.Epsilon]);
    }

    [Test]
    public void LogSumExp_NoValue_IsNegativeInfinity()
    {
        StableMath.LogSumExp([], 1f, [], out double sum).ShouldBe(double.NegativeInfinity);
        sum.ShouldBe(0);
    }

    [Test]
    public void LogSumExp_TooLittleRoom_IsRefused() =>
        Should.Throw<ArgumentException>(() => StableMath.LogSumExp([1, 2], 1f, new float[1], out _)).Message
            .ShouldBe("Expected room for 2 exponentials, but got 1. (Parameter 'exponentials')");

    [TestCase(0.0, 0.69314718055994531)]
    [TestCase(1.0, 1.3132616875182228)]
    [TestCase(-1.0, 0.31326168751822281)]
    [TestCase(20.0, 20.000000002061153)]
    [TestCase(-20.0, 2.0611536203e-09)]
    [TestCase(-40.0, 4.248354255291589e-18)]
    [TestCase(-700.0, 9.8596765437597708e-305)]
    [TestCase(1e4, 1e4)]
    [TestCase(-1e4, 0.0)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity, 0.0)]
    [TestCase(double.NaN, double.NaN)]
    public void Softplus_AnyNumber_IsExact(double x, double expected) => ShouldAgree(StableMath.Softplus(x), expected);

    [TestCase(0.0, 0.5)]
    [TestCase(1.0, 0.7310585786300049)]
    [TestCase(-1.0, 0.2689414213699951)]
    [TestCase(-40.0, 4.248354255291589e-18)]
    [TestCase(-700.0, 9.8596765437597708e-305)]
    [TestCase(1e4, 1.0)]
    [TestCase(-1e4, 0.0)]
    [TestCase(double.PositiveInfinity, 1.0)]
    [TestCase(double.NegativeInfinity, 0.0)]
    [TestCase(double.NaN, double.NaN)]
    public void Sigmoid_AnyNumber_IsExact(double x, double expected) => ShouldAgree(StableMath.Sigmoid(x), expected);

    [Test]
    public void SoftplusAndSigmoid_AlongTheLine_ObeyTheirIdentities()
    {
        for (double x = -50; x <= 50; x += 0.37)
        {
            ShouldAgree(StableMath.Softplus(x) - StableMath.Softplus(-x), x);
            ShouldAgree(StableMath.Sigmoid(x) + StableMath.Sigmoid(-x), 1);
            ShouldAgree((StableMath.Softplus(x + 1e-5) - StableMath.Softplus(x - 1e-5)) / 2e-5, StableMath.Sigmoid(x), new Tolerance(1e-9, 1e-6));
        }
    }

    private static void ShouldAgree(double got, double expected) => ShouldAgree(got, expected, new Tolerance(0, 1e-10));

    private static void ShouldAgree(double got, double expected, Tolerance tolerance)
    {
        if (!got.Equals(expected))
        {
            tolerance.Accepts(got, expected).ShouldBeTrue(FormattableString.Invariant($"expected {expected:R}, but got {got:R}"));
        }
    }
}
