using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>Searches for exact numbers by their bits, which the platform does over vectors; by value it compares one by one, because NaN and -0 are no bits.</summary>
internal static class FloatBits
{
    /// <summary>Finds the first number with the bits of <paramref name="value"/> from <paramref name="start"/> on; -1 when there is none.</summary>
    public static int Next(ReadOnlySpan<float> values, float value, int start)
    {
        int offset = Of(values[start..]).IndexOf(BitConverter.SingleToInt32Bits(value));
        return offset < 0 ? -1 : start + offset;
    }

    /// <summary>Finds the first number that is not +0 from <paramref name="start"/> on; -1 when there is none.</summary>
    public static int NextNonZero(ReadOnlySpan<float> values, int start)
    {
        int offset = Of(values[start..]).IndexOfAnyExcept(0);
        return offset < 0 ? -1 : start + offset;
    }

    /// <summary>Counts the numbers that are not +0.</summary>
    public static int CountNonZero(ReadOnlySpan<float> values) => values.Length - Of(values).Count(0);

    private static ReadOnlySpan<int> Of(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values);
}
