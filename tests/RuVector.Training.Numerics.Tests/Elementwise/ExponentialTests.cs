using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class ExponentialTests
{
    private const float Low = -104f, High = 89f;

    private static readonly float[] s_edges =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, 1e-30f, -1e-30f, 0.34657359f, -0.34657359f, 88.72283f, 88.722839f, 88.72284f, -87.33654f, -87.33655f, -103.27892f, -103.97207f,
        -103.97208f, -103.97209f, Low, High, -104.00001f, 89.00001f, -150f, 150f, -176f, 178f, -1e6f, 1e6f, -1e30f, 1e30f, float.MinValue, float.MaxValue, float.NegativeInfinity,
        float.PositiveInfinity, float.NaN,
    ];

    [Test]
    public void Compute_SampleOfAllResults_IsWithinElevenTenthsOfAnUlp() => ShouldBeAccurate(Sample(stride: 1009));

    [Test]
    public void Compute_Edges_IsWithinElevenTenthsOfAnUlp() => ShouldBeAccurate([.. s_edges.Where(static x => !float.IsNaN(x))]);

    [Test]
    public void Compute_MultiplesOfLog2_IsWithinElevenTenthsOfAnUlp() =>
        ShouldBeAccurate([.. Enumerable.Range(-300, 556).SelectMany(static half => Neighbours((float)(half * Math.Log(2) / 2)))]);

    [TestCase(float.NaN, float.NaN)]
    [TestCase(float.PositiveInfinity, float.PositiveInfinity)]
    [TestCase(float.MaxValue, float.PositiveInfinity)]
    [TestCase(88.72284f, float.PositiveInfinity)]
    [TestCase(0f, 1f)]
    [TestCase(-0f, 1f)]
    [TestCase(-103.97207f, float.Epsilon)]
    [TestCase(-103.97209f, 0f)]
    [TestCase(float.MinValue, 0f)]
    [TestCase(float.NegativeInfinity, 0f)]
    public void Compute_SpecialNumber_IsExact(float x, float expected)
    {
        float[] values = [.. Enumerable.Repeat(x, 31)];

        Compute(values).ShouldAllBe(e => e.Equals(expected));
    }

    [Test]
    public void Run_EveryWidth_GivesTheSameBits()
    {
        float[] values = [.. Sample(stride: 20011), .. s_edges.Where(static x => !float.IsNaN(x))];
        Array.Resize(ref values, values.Length / 16 * 16);
        int[] expected = Bits<Lanes32>(values);

        Bits<Lanes128>(values).AsSpan().CommonPrefixLength(expected).ShouldBe(values.Length, "128 bits");
        Bits<Lanes256>(values).AsSpan().CommonPrefixLength(expected).ShouldBe(values.Length, "256 bits");
        Bits<Lanes512>(values).AsSpan().CommonPrefixLength(expected).ShouldBe(values.Length, "512 bits");
    }

    [Test]
    public void Run_NaNInEveryWidth_StaysNaN()
    {
        float[] values = [.. Enumerable.Repeat(float.NaN, 16)];

        Run<Lanes32>(values).ShouldAllBe(static e => float.IsNaN(e));
        Run<Lanes128>(values).ShouldAllBe(static e => float.IsNaN(e));
        Run<Lanes256>(values).ShouldAllBe(static e => float.IsNaN(e));
        Run<Lanes512>(values).ShouldAllBe(static e => float.IsNaN(e));
    }

    private static void ShouldBeAccurate(float[] values)
    {
        float[] got = Compute(values);
        double worst = 0;
        float where = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double error = Ulps(got[i], Math.Exp(values[i]));
            if (!(error <= worst))
            {
                (worst, where) = (error, values[i]);
            }
        }

        worst.ShouldBeLessThanOrEqualTo(1.1, FormattableString.Invariant($"exp({where:R})"));
    }

    /// <summary>The error in units of the last place of float32 at the exact result; an infinity is right if the exact result rounds to it.</summary>
    private static double Ulps(float got, double exact)
    {
        if (float.IsPositiveInfinity((float)exact))
        {
            return float.IsPositiveInfinity(got) ? 0 : double.PositiveInfinity;
        }

        int exponent = exact == 0 ? -126 : Math.Max(Math.ILogB(exact), -126);
        return Math.Abs(got - exact) / Math.ScaleB(1, exponent - 23);
    }

    private static float[] Compute(float[] values)
    {
        float[] exponentials = new float[values.Length];
        ExponentialSum.Compute(values, 0f, 1f, exponentials);
        return exponentials;
    }

    private static int[] Bits<T>(float[] values)
        where T : struct, ILanes<T> => [.. MemoryMarshal.Cast<float, int>(Run<T>(values))];

    private static float[] Run<T>(float[] values)
        where T : struct, ILanes<T>
    {
        float[] exponentials = new float[values.Length];
        double sum = 0;
        ExponentialSum.Run<T>(values, 0f, 1f, exponentials, 0, ref sum).ShouldBe((nuint)values.Length);
        return exponentials;
    }

    /// <summary>Every n-th float32 number from Low to High: all exponents equally dense.</summary>
    private static float[] Sample(uint stride)
    {
        List<float> values = [];
        foreach (float end in (float[])[Low, High])
        {
            uint sign = BitConverter.SingleToUInt32Bits(end) & 0x80000000;
            for (uint bits = sign; bits <= BitConverter.SingleToUInt32Bits(end); bits += stride)
            {
                values.Add(BitConverter.UInt32BitsToSingle(bits));
            }
        }

        return [.. values];
    }

    private static float[] Neighbours(float x) => [MathF.BitDecrement(MathF.BitDecrement(x)), MathF.BitDecrement(x), x, MathF.BitIncrement(x), MathF.BitIncrement(MathF.BitIncrement(x))];
}
