using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace RuVector.Training.Data;

/// <summary>Turns a JSON number into the nearest float32, ties to even: what <see cref="float.Parse(string, IFormatProvider)"/> gives, several times as fast.</summary>
/// <remarks>
/// A number of at most 19 digits is w 10^k with w below 2^64, and for |k| up to 22 the power is exact in double. Then w and the product or quotient are rounded once each: off by less than 2 units in the
/// last place. A double is rounded to float at the midpoint of its 29 surplus bits, so unless these are within a few units of the midpoint, the error cannot change the result. The rest (midpoints,
/// subnormal and huge values, long numbers) goes through the exact parser of the platform.
/// </remarks>
internal static class JsonFloat
{
    private const int MaxDigits = 19;
    private const int MaxPower = 22;
    private const int UnsafePower = 1000;
    private const long SurplusMask = (1L << 29) - 1;
    private const long Midpoint = 1L << 28;
    private const long Margin = 4;
    private const double MinNormal = 1.17549435e-38;
    private const double MaxSafe = 3.4e38;

    private static ReadOnlySpan<double> Powers =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads the number that a text begins with.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The nearest float32; an infinity when the number is out of range.</param>
    /// <returns>The length of the number; 0 when the text does not begin with a number of JSON's grammar.</returns>
    public static int Read(ReadOnlySpan<byte> text, out float value)
    {
        value = 0;
        bool isNegative = !text.IsEmpty && text[0] == '-';
        int start = isNegative ? 1 : 0;
        ulong digits = 0;
        int end = ReadDigits(text, start, ref digits);
        if (end == start || (end - start > 1 && text[start] == '0'))
        {
            return 0;
        }

        int count = end - start;
        int power = 0;
        if (end < text.Length && text[end] == '.')
        {
            int fraction = end + 1;
            end = ReadDigits(text, fraction, ref digits);
            power = fraction - end;
            count -= power;
        }

        int mantissa = end;
        if (text[end - 1] == '.' || (end < text.Length && (text[end] | 0x20) == 'e' && !TryReadExponent(text, ref end, ref power)))
        {
            return 0;
        }

        if (count > MaxDigits)
        {
            count -= text[start..mantissa].IndexOfAnyExcept((byte)'0', (byte)'.') is var zeros and > 1 ? zeros - 1 : 0; // the point is not a digit
        }

        value = TryConvert(digits, count, power, out double magnitude)
            ? (float)(isNegative ? -magnitude : magnitude)
            : float.Parse(text[..end], NumberStyles.Float, CultureInfo.InvariantCulture);
        return end;
    }

    // Beyond 19 digits the value is meaningless, and not used.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadDigits(ReadOnlySpan<byte> text, int i, ref ulong digits)
    {
        while (text.Length - i >= sizeof(ulong))
        {
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(text[i..]);
            if (!AreDigits(eight))
            {
                break;
            }

            digits = unchecked((digits * 100_000_000) + EightDigits(eight));
            i += sizeof(ulong);
        }

        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
        {
            digits = unchecked((digits * 10) + text[i] - '0');
        }

        return i;
    }

    private static bool AreDigits(ulong eight) =>
        ((eight & 0xF0F0F0F0F0F0F0F0) | (((eight + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;

    // Neighbours become numbers of two, four and eight digits; the first byte is the first digit.
    private static ulong EightDigits(ulong eight)
    {
        eight = (eight & 0x0F0F0F0F0F0F0F0F) * ((10 << 8) + 1) >> 8;
        eight = (eight & 0x00FF00FF00FF00FF) * ((100 << 16) + 1) >> 16;
        return (eight & 0x0000FFFF0000FFFF) * ((10000UL << 32) + 1) >> 32;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int end, ref int power)
    {
        int sign = end + 1 < text.Length && text[end + 1] is (byte)'+' or (byte)'-' ? 1 : 0;
        bool isNegative = sign == 1 && text[end + 1] == '-';
        int start = end + 1 + sign;
        int exponent = 0;
        for (end = start; end < text.Length && (uint)(text[end] - '0') <= 9; end++)
        {
            exponent = Math.Min(UnsafePower, (exponent * 10) + text[end] - '0');
        }

        power += exponent == UnsafePower ? UnsafePower : isNegative ? -exponent : exponent;
        return end > start;
    }

    private static bool TryConvert(ulong digits, int count, int power, out double magnitude)
    {
        if (count > MaxDigits || Math.Abs(power) > MaxPower)
        {
            magnitude = 0;
            return false;
        }

        magnitude = power < 0 ? digits / Powers[-power] : digits * Powers[power];
        long surplus = BitConverter.DoubleToInt64Bits(magnitude) & SurplusMask;
        return digits == 0 || (magnitude is >= MinNormal and <= MaxSafe && Math.Abs(surplus - Midpoint) > Margin);
    }
}
