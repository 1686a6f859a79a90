namespace RuVector.Training.Numerics;

/// <summary>Walks the derivatives that are not zero: most are, where a hinge is.</summary>
internal static class NonZeroValues
{
    /// <summary>Finds the next position from <paramref name="start"/> on whose value is not zero; -1 when there is none.</summary>
    public static int NextNonZero(this ReadOnlySpan<float> values, int start)
    {
        int offset = values[start..].IndexOfAnyExcept(0f);
        return offset < 0 ? -1 : start + offset;
    }
}
