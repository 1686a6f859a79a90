using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuVector.Training.Numerics;

/// <summary>Finds a number that k of some numbers reach.</summary>
internal static unsafe class Selection
{
    /// <summary>Finds a number that at least k of some numbers reach and that no smaller one does in their stead: the k-th largest, or a number between it and the next.</summary>
    /// <param name="values">The numbers, none of them NaN; with room up to a multiple of 16, which is overwritten.</param>
    /// <param name="length">How many there are, at least <paramref name="count"/>.</param>
    /// <param name="count">k, at least 1.</param>
    /// <returns>The number; minus infinity when fewer than k numbers are above it.</returns>
    public static float Largest(float* values, int length, int count)
    {
        int padded = NearestPlan.RoundUp(length, 16);
        new Span<float>(values + length, padded - length).Fill(float.NegativeInfinity);
        long low = PackedKey.Rank(float.NegativeInfinity), high = PackedKey.Rank(float.PositiveInfinity) + 1L;
        while (high - low > 1)
        {
            long middle = (low + high) >> 1;
            int reached = CountAtLeast(values, padded, PackedKey.OfRank((int)middle));
            if (reached == count)
            {
                return PackedKey.OfRank((int)middle);
            }

            (low, high) = reached > count ? (middle, high) : (low, middle);
        }

        return PackedKey.OfRank((int)low);
    }

    private static int CountAtLeast(float* values, int length, float least) =>
        Vector512.IsHardwareAccelerated ? CountAtLeast<Lanes512>(values, length, least)
        : Vector256.IsHardwareAccelerated ? CountAtLeast<Lanes256>(values, length, least)
        : Vector128.IsHardwareAccelerated ? CountAtLeast<Lanes128>(values, length, least)
        : CountAtLeast<Lanes32>(values, length, least);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountAtLeast<TLanes>(float* values, int length, float least)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes bound = TLanes.Create(least), one = TLanes.Create(1), below = default;
        for (int i = 0; i < length; i += TLanes.Count)
        {
            below += TLanes.SelectLess(TLanes.Load(in *values, (nuint)i), bound, one, default);
        }

        return length - (int)TLanes.Sum(below);
    }
}
