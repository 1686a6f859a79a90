using RuVector.Training.Numerics;
using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class MagnitudeTests
{
    [Test]
    public void Largest_AtEveryPosition_IsFound([Values(1, 7, 8, 15, 16, 17, 33, 70)] int length)
    {
        for (int position = 0; position < length; position++)
        {
            float[] values = Batches.Vector(length, seed: 1);
            foreach (float value in (float[])[100f, -100f, float.NegativeInfinity, float.PositiveInfinity, float.NaN, -float.NaN])
            {
                values[position] = value;
                Magnitude.Largest(values).ShouldBe(MathF.Abs(value));
            }
        }
    }

    [Test]
    public void Largest_NaNBesideInfinity_IsNaN() => Magnitude.Largest([float.PositiveInfinity, float.NaN, 1f]).ShouldBe(float.NaN);

    [Test]
    public void Largest_NoValue_IsZero() => Magnitude.Largest([]).ShouldBe(0);

    [Test]
    public void Largest_SmallestNumber_IsNotZero() => Magnitude.Largest([0f, -float.Epsilon]).ShouldBe(float.Epsilon);
}
