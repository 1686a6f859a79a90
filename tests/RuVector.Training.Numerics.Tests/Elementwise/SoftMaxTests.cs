using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class SoftMaxTests
{
    [Test]
    public void SoftMax_EveryLengthInPlace_MatchesOracle([Values(1f, 14.2857f, 1e-4f)] float scale)
    {
        for (int length = 1; length <= 65; length++)
        {
            float[] values = Batches.Vector(length, seed: length), got = [.. values];
            double max = values.Max(), sum = values.Sum(v => Math.Exp(scale * (v - max)));

            StableMath.SoftMax(got, scale, got);

            for (int i = 0; i < length; i++)
            {
                Tolerance.ForFloat.Accepts(got[i], Math.Exp(scale * (values[i] - max)) / sum).ShouldBeTrue($"length {length}, position {i}");
            }
        }
    }

    [Test]
    public void SoftMax_HugeLogits_DoesNotOverflow() => SoftMax([float.MaxValue, float.MaxValue, float.MinValue, float.NegativeInfinity]).ShouldBe([0.5f, 0.5f, 0f, 0f]);

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void SoftMax_NonFiniteValue_IsNaN(float value) => SoftMax([1f, value, 2f])[1].ShouldBe(float.NaN);

    [Test]
    public void SoftMax_MoreRoom_TouchesNothingBehindTheEnd()
    {
        float[] probabilities = [7f, 7f, 7f];

        StableMath.SoftMax([3f, 3f], 1f, probabilities);
        StableMath.SoftMax([], 1f, []);

        probabilities.ShouldBe([0.5f, 0.5f, 7f]);
    }

    [Test]
    public void SoftMax_ScaleOutOfRange_IsRefused([Values(0f, -1f, float.NaN, float.PositiveInfinity)] float scale) =>
        Should.Throw<ArgumentOutOfRangeException>(() => StableMath.SoftMax([1f], scale, new float[1])).Message.ShouldStartWith("Expected a positive finite scale.");

    [Test]
    public void SoftMax_TooLittleRoom_IsRefused() =>
        Should.Throw<ArgumentException>(() => StableMath.SoftMax([1f, 2f], 1f, new float[1])).Message.ShouldStartWith("Expected room for 2 results, but got 1.");

    private static float[] SoftMax(float[] values)
    {
        float[] probabilities = new float[values.Length];
        StableMath.SoftMax(values, 1f, probabilities);
        return probabilities;
    }
}
