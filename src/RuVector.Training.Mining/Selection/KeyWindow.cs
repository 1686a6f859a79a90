using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>The candidates whose keys lie in an interval: what a filter lets through.</summary>
/// <param name="First">Key of the closest candidate that is let through.</param>
/// <param name="Last">Key of the farthest one; less than <paramref name="First"/> when nothing is let through.</param>
internal readonly record struct KeyWindow(ulong First, ulong Last)
{
    /// <summary>Gets the window of everything with a finite score.</summary>
    public static KeyWindow Finite => Between(-float.MaxValue, float.MaxValue);

    /// <summary>Gets the window of nothing.</summary>
    public static KeyWindow Empty => new(ulong.MaxValue, 0);

    /// <summary>Gets the window of no finite closeness: it starts and ends beyond the farthest.</summary>
    public static KeyWindow Nothing => AtMost(double.NegativeInfinity);

    /// <summary>Gets a value indicating whether a finite closeness is too close.</summary>
    public bool HasStart => First > Finite.First;

    /// <summary>Gets a value indicating whether a finite closeness is too far.</summary>
    public bool HasEnd => Last < Finite.Last;

    /// <summary>Gets the largest closeness of the window.</summary>
    public float Start => PackedKey.KeyOf(First);

    /// <summary>Gets the smallest closeness of the window.</summary>
    public float End => PackedKey.KeyOf(Last);

    /// <summary>The window of closeness at most this.</summary>
    public static KeyWindow AtMost(double closeness)
    {
        float rounded = (float)closeness;
        return Between(-float.MaxValue, rounded > closeness ? float.BitDecrement(rounded) : rounded);
    }

    /// <summary>The window of closeness at least this.</summary>
    public static KeyWindow AtLeast(double closeness)
    {
        float rounded = (float)closeness;
        return Between(rounded < closeness ? float.BitIncrement(rounded) : rounded, float.MaxValue);
    }

    /// <summary>The window of closeness less than this.</summary>
    public static KeyWindow Below(double closeness)
    {
        float rounded = (float)closeness;
        return Between(-float.MaxValue, rounded >= closeness ? float.BitDecrement(rounded) : rounded);
    }

    /// <summary>The window of closeness greater than this.</summary>
    public static KeyWindow Above(double closeness)
    {
        float rounded = (float)closeness;
        return Between(rounded <= closeness ? float.BitIncrement(rounded) : rounded, float.MaxValue);
    }

    /// <summary>Tells whether a candidate is let through.</summary>
    public bool Contains(ulong key) => key >= First && key <= Last;

    /// <summary>The window of what both let through.</summary>
    public KeyWindow And(KeyWindow other) => new(Math.Max(First, other.First), Math.Min(Last, other.Last));

    private static KeyWindow Between(float least, float most) => new(PackedKey.Pack(most, 0), PackedKey.Pack(least, -1));
}
