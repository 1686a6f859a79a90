using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics.Tests;

/// <summary>Exp, Log, Softplus and Sigmoid of rows against the functions of double.</summary>
[TestFixture]
public sealed class RowFunctionTests
{
    private delegate void RowFunction(ReadOnlySpan<float> values, Span<float> results);

    [TestCase("Exp", 1.1)]
    [TestCase("Log", 1.7)]
    [TestCase("Softplus", 2.5)]
    [TestCase("Sigmoid", 2.5)]
    public void Compute_SampleOfAllNumbers_IsWithinTheStatedBound(string name, double bound)
    {
        float[] values = Sample(stride: 2003);
        float[] got = Compute(name, values);
        double worst = 0;
        float where = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double error = Ulps(got[i], Exact(name, values[i]));
            if (!(error <= worst))
            {
                (worst, where) = (error, values[i]);
            }
        }

        worst.ShouldBeLessThanOrEqualTo(bound, FormattableString.Invariant($"{name}({where:R})"));
    }

    [TestCase("Exp", float.NegativeInfinity, 0f)]
    [TestCase("Exp", float.PositiveInfinity, float.PositiveInfinity)]
    [TestCase("Log", 0f, float.NegativeInfinity)]
    [TestCase("Log", -0f, float.NegativeInfinity)]
    [TestCase("Log", -float.Epsilon, float.NaN)]
    [TestCase("Log", -1f, float.NaN)]
    [TestCase("Log", float.NegativeInfinity, float.NaN)]
    [TestCase("Log", float.PositiveInfinity, float.PositiveInfinity)]
    [TestCase("Log", 1f, 0f)]
    [TestCase("Log", float.Epsilon, -103.278930f)]
    [TestCase("Softplus", float.NegativeInfinity, 0f)]
    [TestCase("Softplus", float.PositiveInfinity, float.PositiveInfinity)]
    [TestCase("Softplus", float.MaxValue, float.MaxValue)]
    [TestCase("Softplus", -103.97207f, float.Epsilon)]
    [TestCase("Sigmoid", float.NegativeInfinity, 0f)]
    [TestCase("Sigmoid", float.PositiveInfinity, 1f)]
    [TestCase("Sigmoid", 0f, 0.5f)]
    [TestCase("Sigmoid", -103.97207f, float.Epsilon)]
    public void Compute_SpecialNumber_IsExact(string name, float x, float expected) => Compute(name, [.. Enumerable.Repeat(x, 31)]).ShouldAllBe(r => r.Equals(expected));

    [Test]
    public void Compute_NaN_StaysNaN([Values("Exp", "Log", "Softplus", "Sigmoid")] string name) =>
        Compute(name, [.. Enumerable.Repeat(float.NaN, 31)]).ShouldAllBe(static r => float.IsNaN(r));

    [Test]
    public void Compute_EveryLengthAndOffsetInPlace_GivesTheSameBitsAndTouchesNothingElse([Values("Exp", "Log", "Softplus", "Sigmoid")] string name)
    {
        float[] values = Sample(stride: 14_000_003);
        float[] expected = Compute(name, values);
        for (int length = 0; length <= values.Length; length += 1 + (length / 64))
        {
            float[] memory = [.. Enumerable.Repeat(7f, values.Length + 20)];
            int offset = 1 + (length % 9);
            values.AsSpan(0, length).CopyTo(memory.AsSpan(offset));

            Find(name)(memory.AsSpan(offset, length), memory.AsSpan(offset));

            memory.AsSpan(offset, length).SequenceEqual(expected.AsSpan(0, length)).ShouldBeTrue($"length {length}");
            memory.AsSpan(0, offset).ContainsAnyExcept(7f).ShouldBeFalse();
            memory.AsSpan(offset + length).ContainsAnyExcept(7f).ShouldBeFalse();
        }
    }

    [Test]
    public void Run_EveryWidth_GivesTheSameBits()
    {
        ShouldAgreeInEveryWidth<Exponential>();
        ShouldAgreeInEveryWidth<NaturalLogarithm>();
        ShouldAgreeInEveryWidth<OfFallingExponential<SoftplusFunction>>();
        ShouldAgreeInEveryWidth<OfFallingExponential<SigmoidFunction>>();
    }

    [Test]
    public void Compute_TooLittleRoom_IsRefused([Values("Exp", "Log", "Softplus", "Sigmoid")] string name) =>
        Should.Throw<ArgumentException>(() => Find(name)([1, 2], new float[1])).Message.ShouldStartWith("Expected room for 2 results, but got 1.");

    [Test]
    public void Compute_ResultsThatStartInsideTheValues_AreRefused([Values("Exp", "Log", "Softplus", "Sigmoid")] string name)
    {
        float[] memory = [1, 2, 3];

        Should.Throw<ArgumentException>(() => Find(name)(memory.AsSpan(0, 2), memory.AsSpan(1))).Message.ShouldContain("start 1 values apart");
        memory.ShouldBe([1f, 2f, 3f]);
    }

    private static void ShouldAgreeInEveryWidth<TFunction>()
        where TFunction : struct, ILaneFunction
    {
        float[] values = [.. Sample(stride: 40_009).Where(static x => x > 0 || float.IsNegative(x))];
        Array.Resize(ref values, values.Length / 16 * 16);
        int[] expected = Bits<TFunction, Lanes32>(values);

        Bits<TFunction, Lanes128>(values).AsSpan().CommonPrefixLength(expected).ShouldBe(values.Length, $"{typeof(TFunction).Name} of 128 bits");
        Bits<TFunction, Lanes256>(values).AsSpan().CommonPrefixLength(expected).ShouldBe(values.Length, $"{typeof(TFunction).Name} of 256 bits");
        Bits<TFunction, Lanes512>(values).AsSpan().CommonPrefixLength(expected).ShouldBe(values.Length, $"{typeof(TFunction).Name} of 512 bits");
    }

    /// <summary>The bits of the results; all NaN count as one.</summary>
    private static int[] Bits<TFunction, T>(float[] values)
        where TFunction : struct, ILaneFunction
        where T : struct, ILanes<T>
    {
        float[] results = new float[values.Length];
        TFunction.Run<T>(values, results, 0).ShouldBe((nuint)values.Length);
        results.AsSpan().Replace(float.NaN, 12345f);
        return [.. MemoryMarshal.Cast<float, int>(results)];
    }

    private static float[] Compute(string name, float[] values)
    {
        float[] results = new float[values.Length];
        Find(name)(values, results);
        return results;
    }

    private static RowFunction Find(string name) => name switch
    {
        "Exp" => StableMath.Exp,
        "Log" => StableMath.Log,
        "Softplus" => StableMath.Softplus,
        _ => StableMath.Sigmoid,
    };

    private static double Exact(string name, double x) => name switch
    {
        "Exp" => Math.Exp(x),
        "Log" => Math.Log(x),
        "Softplus" => StableMath.Softplus(x),
        _ => StableMath.Sigmoid(x),
    };

    /// <summary>The error in units of the last place of float32 at the exact result; an infinity is right if the exact result rounds to it, NaN if it is NaN.</summary>
    private static double Ulps(float got, double exact)
    {
        if (got.Equals((float)exact))
        {
            return got == exact || !float.IsFinite(got) ? 0 : Distance(got, exact);
        }

        return float.IsFinite(got) && double.IsFinite(exact) ? Distance(got, exact) : double.PositiveInfinity;
    }

    private static double Distance(float got, double exact) => Math.Abs(got - exact) / Math.ScaleB(1, Math.Max(exact == 0 ? -126 : Math.ILogB(exact), -126) - 23);

    /// <summary>Every n-th float32 number, NaN left out: all exponents equally dense, both signs.</summary>
    private static float[] Sample(uint stride)
    {
        List<float> values = [];
        for (ulong bits = 0; bits <= uint.MaxValue; bits += stride)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            if (!float.IsNaN(x))
            {
                values.Add(x);
            }
        }

        return [.. values];
    }
}
