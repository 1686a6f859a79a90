using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

/// <summary>Every loop over rows against the same loop in double, and nothing beside the row is touched.</summary>
[TestFixture]
public sealed class RowKernelsTests
{
    private const int Longest = 257;
    private const float Factor = 0.75f, Along = -1.5f, Scale = 2.5f;

    private static readonly float[] s_left = Batches.Vector(Longest + 16, seed: 61), s_right = Batches.Vector(Longest + 16, seed: 62);

    [Test]
    public void Dot_AnyLengthAndOffset_IsTheSum([Range(0, 15)] int offset)
    {
        for (int length = 0; length <= Longest; length++)
        {
            ReadOnlySpan<float> a = s_left.AsSpan(offset, length), b = s_right.AsSpan(15 - offset, length);
            (double sum, double magnitude) = (0, 0);
            for (int i = 0; i < length; i++)
            {
                (sum, magnitude) = (sum + ((double)a[i] * b[i]), magnitude + Math.Abs((double)a[i] * b[i]));
            }

            Math.Abs(RowKernels.Dot(a, b) - sum).ShouldBeLessThanOrEqualTo(1e-6 * magnitude, $"length {length}");
            Math.Abs(RowKernels.Dot(a, Along, b, Factor) - (Along * Factor * sum)).ShouldBeLessThanOrEqualTo(1e-6 * magnitude, $"length {length}, with factors");
        }
    }

    [Test]
    public void Multiply_AnyLengthAndOffset_WritesTheRowAlone([Range(0, 15)] int offset) =>
        Check(offset, static (source, target) => RowKernels.Multiply(source, Factor, target), static (source, _) => Factor * source);

    [Test]
    public void AddScaled_AnyLengthAndOffset_WritesTheRowAlone([Range(0, 15)] int offset) =>
        Check(offset, static (source, target) => RowKernels.AddScaled(source, Factor, target), static (source, before) => before + (Factor * source));

    [Test]
    public void Combine_AnyLengthAndOffset_WritesTheRowAlone([Range(0, 15)] int offset) =>
        Check(offset, static (source, target) => RowKernels.Combine(target, Factor, source, Scale, Along, Scale, target), static (source, before) => Scale * ((Factor * before) + (Along * Scale * source)));

    private static void Check(int offset, Action<float[], ArraySegment<float>> kernel, Func<double, double, double> expected)
    {
        for (int length = 0; length <= Longest; length++)
        {
            float[] source = s_left[offset..(offset + length)], target = [.. s_right];
            kernel(source, new ArraySegment<float>(target, offset, length));
            for (int i = 0; i < target.Length; i++)
            {
                bool isInside = i >= offset && i < offset + length;
                double wanted = isInside ? expected(source[i - offset], s_right[i]) : s_right[i];
                Math.Abs(target[i] - wanted).ShouldBeLessThanOrEqualTo(isInside ? 1e-6 * (1 + Math.Abs(wanted)) : 0, $"length {length}, number {i}");
            }
        }
    }
}
