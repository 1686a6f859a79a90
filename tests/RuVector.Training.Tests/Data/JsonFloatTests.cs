using System.Globalization;
using System.Numerics;
using System.Text;
using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

/// <summary>The quick parser gives the bits of the platform's exact one.</summary>
[TestFixture]
public sealed class JsonFloatTests
{
    private const int Count = 500_000;

    [TestCase("0")]
    [TestCase("-0")]
    [TestCase("-0.0e5")]
    [TestCase("1")]
    [TestCase("0.1")]
    [TestCase("-12.5e+3")]
    [TestCase("1E-7")]
    [TestCase("16777217")]
    [TestCase("16777217.0000000001")]
    [TestCase("16777216.9999999999")]
    [TestCase("9007199791611904.5")]
    [TestCase("18446744073709551615")]
    [TestCase("18446744073709551616")]
    [TestCase("36893488147419103232")]
    [TestCase("0.00000000000000000000018446744073709551616")]
    [TestCase("9999999999999999999e22")]
    [TestCase("1e22")]
    [TestCase("1e-22")]
    [TestCase("1e23")]
    [TestCase("1e-45")]
    [TestCase("7e-46")]
    [TestCase("1.17549435e-38")]
    [TestCase("1.17549428e-38")]
    [TestCase("3.4028235e38")]
    [TestCase("3.40282356e38")]
    [TestCase("3.4028235677973366e38")]
    [TestCase("1e39")]
    [TestCase("-1e999999999")]
    [TestCase("1e-999999999")]
    [TestCase("1e0000000000000000000001")]
    [TestCase("0.100000000000000000000000000000000000000000000001")]
    public void Read_ChosenNumber_IsThatOfThePlatform(string number) => ShouldBeExact(number);

    [TestCase("")]
    [TestCase("-")]
    [TestCase("+1")]
    [TestCase("01")]
    [TestCase("-012345678")]
    [TestCase("1.")]
    [TestCase("1.e5")]
    [TestCase(".5")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("1.5E-,")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase(" 1")]
    [TestCase("x")]
    public void Read_NoJsonNumber_IsRefused(string text) => JsonFloat.Read(Encoding.ASCII.GetBytes(text), out _).ShouldBe(0);

    [TestCase("12a", 2)]
    [TestCase("1.5.5", 3)]
    [TestCase("0x10", 1)]
    [TestCase("1-2", 1)]
    [TestCase("12345678:", 8)]
    [TestCase("1234567/", 7)]
    public void Read_NumberBeforeSomethingElse_GivesItsLength(string text, int length) => JsonFloat.Read(Encoding.ASCII.GetBytes(text), out _).ShouldBe(length);

    [Test]
    public void Read_EveryKindOfFloat_RoundTrips() => ForEach(static random => Float(random).ToString("R", CultureInfo.InvariantCulture));

    [Test]
    public void Read_AsPythonWritesFloats_RoundTrips() => ForEach(static random => ((double)Float(random)).ToString("R", CultureInfo.InvariantCulture));

    [Test]
    public void Read_TypicalEmbeddingValue_IsThatOfThePlatform() =>
        ForEach(static random => (random.NextDouble() - 0.5).ToString("F" + random.Next(20).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    [Test]
    public void Read_AnyDigitsAndExponent_IsThatOfThePlatform() => ForEach(static random =>
    {
        StringBuilder number = new(random.Next(2) == 0 ? "-" : "");
        number.Append(random.Next(10)).Append('.');
        for (int digits = 1 + random.Next(24); digits > 0; digits--)
        {
            number.Append(random.Next(10));
        }

        return number.Append('e').Append(random.Next(90) - 50).ToString();
    });

    /// <summary>Decimals at, just below and just above the middle between two floats: where one unit of error would give the wrong one.</summary>
    [Test]
    public void Read_AroundMidpoints_IsThatOfThePlatform() => ForEach(static random =>
    {
        int exponent = random.Next(40);
        BigInteger twice = (new BigInteger(0x800000 + random.Next(0x800000)) * 2) + 1;
        string middle = (exponent < 20 ? twice << exponent : twice).ToString(CultureInfo.InvariantCulture);
        int scale = exponent < 20 ? 0 : exponent - 20;
        string decimals = ToDecimal(twice, scale);
        return random.Next(3) switch { 0 => exponent < 20 ? middle : decimals, 1 => decimals + (decimals.Contains('.', StringComparison.Ordinal) ? "1" : ".0000000001"), _ => Below(decimals) };
    });

    private static string ToDecimal(BigInteger value, int halvings)
    {
        // value / 2^h = value 5^h / 10^h
        string digits = (value * BigInteger.Pow(5, halvings)).ToString(CultureInfo.InvariantCulture).PadLeft(halvings + 1, '0');
        return halvings == 0 ? digits : $"{digits[..^halvings]}.{digits[^halvings..]}";
    }

    // The last digit is never 0: the number is odd, or a power of 5 times an odd number.
    private static string Below(string decimals) => decimals[..^1] + (char)(decimals[^1] - 1) + (decimals.Contains('.', StringComparison.Ordinal) ? "9" : ".9999999999");

    private static float Float(Random random)
    {
        float value = BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32));
        return float.IsFinite(value) ? value : 1;
    }

    private static void ForEach(Func<Random, string> next)
    {
        Random random = new(17);
        for (int i = 0; i < Count; i++)
        {
            ShouldBeExact(next(random));
        }
    }

    private static void ShouldBeExact(string number)
    {
        float expected = float.Parse(number, CultureInfo.InvariantCulture);
        int length = JsonFloat.Read(Encoding.ASCII.GetBytes(number + ",1"), out float got);
        if (length != number.Length || BitConverter.SingleToInt32Bits(got) != BitConverter.SingleToInt32Bits(expected))
        {
            Assert.Fail($"Expected {expected:R} for {number}, but got {got:R} of {length} characters.");
        }
    }
}
