using System.Numerics;
using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>As <see cref="FilterScan{TLanes, TValues}"/>, for queries with limits: counts what is surely closer than a limit, and passes over what is surely too close.</summary>
/// <typeparam name="TLanes">The lanes: queries beside each other.</typeparam>
/// <typeparam name="TValues">How the products lie in memory.</typeparam>
/// <typeparam name="TLimits">How many limits there are.</typeparam>
internal static unsafe class LimitedScan<TLanes, TValues, TLimits>
    where TLanes : struct, ILanes<TLanes>
    where TValues : struct, IFilterValues
    where TLimits : struct, ILimitCount
{
    /// <summary>Rows that are looked through before any of them is taken, at most as many as a mask has bits; a threshold that rises meanwhile lets a few more through.</summary>
    private const int StretchRows = 32;

    /// <summary>Looks through some rows of products of as many queries as there are lanes.</summary>
    /// <param name="products">One row a candidate, one column a query.</param>
    /// <param name="stride">Distance between two rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="block">The candidates.</param>
    /// <param name="firstRow">The candidate of the first row, within the block.</param>
    /// <param name="query">The query of the first column, within the group.</param>
    /// <param name="best">Receives what passes.</param>
    public static void Run(float* products, nint stride, int rows, in CandidateBlock block, int firstRow, int query, in BestRows best)
    {
        LimitedRows limited = new(best, stackalloc UndecidedPair[LimitedRows.MostUndecided]);
        Closer closer = default;
        uint* passed = stackalloc uint[StretchRows];
        for (int row = 0; row < rows; row += StretchRows)
        {
            int stretch = Math.Min(StretchRows, rows - row);
            uint some = LookThrough(products + (row * stride), stride, stretch, block, firstRow + row, best.Group, query, ref closer, passed);
            for (; some != 0; some &= some - 1)
            {
                int next = row + BitOperations.TrailingZeroCount(some);
                Keep(products + (next * stride), passed[next - row], block, firstRow + next, query, best.Group, ref limited);
            }
        }

        limited.Decide();
        Count(closer.First, best.Group, query, limit: 0);
        if (TLimits.Count > 1)
        {
            Count(closer.Second, best.Group, query, limit: 1);
        }

        if (TLimits.Count > 2)
        {
            Count(closer.Third, best.Group, query, limit: 2);
        }
    }

    /// <summary>Counts what is surely closer than the limits, and writes for each row which lanes pass, as bits. No call in the loop, so that all stays in registers.</summary>
    /// <returns>The rows of which a lane passes, as bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint LookThrough(
        float* products, nint stride, int rows, in CandidateBlock block, int firstRow, in QueryGroup group, int query, ref Closer closer, uint* passed)
    {
        float* scales = block.Scales + firstRow, margins = block.Margins + firstRow, offsets = block.Offsets + firstRow, spreads = block.Spreads + firstRow;
        (nint first, nint second, nint third) = (query, group.Limits.PlaceOf(query, TLimits.Count > 1 ? 1 : 0), group.Limits.PlaceOf(query, TLimits.Count > 2 ? 2 : 0));
        TLanes factor = TLanes.Load(in group.Factors[query], 0), minusTwiceFactor = factor * TLanes.Create(-2), threshold = TLanes.Load(in group.Thresholds[query], 0);
        TLanes firstSure = TLanes.Load(in group.Limits.Sure[first], 0);
        TLanes secondSure = TLanes.Load(in group.Limits.Sure[second], 0), secondMaybe = TLanes.Load(in group.Limits.Maybe[second], 0);
        TLanes thirdSure = TLanes.Load(in group.Limits.Sure[third], 0), thirdMaybe = TLanes.Load(in group.Limits.Maybe[third], 0);
        TLanes firstCount = closer.First, secondCount = closer.Second, thirdCount = closer.Third;
        uint some = 0;
        for (nint row = 0; row < rows; row++, products += stride)
        {
            TLanes value = TValues.Convert(TLanes.Load(in *products, 0)), margin = TLanes.Create(margins[row]);
            TLanes upper = TLanes.MultiplyAdd(TLanes.MultiplyAdd(value, TLanes.Create(scales[row]), margin), factor, TLanes.Create(offsets[row]));
            TLanes lower = TLanes.MultiplyAdd(margin, minusTwiceFactor, upper) - TLanes.Create(spreads[row]);

            // The first limit needs no second look: no threshold lies above it, so what is undecided passes the threshold.
            TLanes isCloser = TLanes.IsLess(firstSure, lower);
            firstCount = TLanes.SubtractBits(firstCount, isCloser);
            uint found = TLanes.NotAtMost(upper, threshold) & ~TLanes.HighestBits(isCloser);
            if (TLimits.Count > 1)
            {
                TLanes isCloserThanSecond = TLanes.IsLess(secondSure, lower), isUndecided = TLanes.IsLess(secondMaybe, upper) ^ isCloserThanSecond;
                secondCount = TLanes.SubtractBits(secondCount, isCloserThanSecond);
                if (TLimits.Count > 2)
                {
                    TLanes isCloserThanThird = TLanes.IsLess(thirdSure, lower);
                    thirdCount = TLanes.SubtractBits(thirdCount, isCloserThanThird);
                    isUndecided |= TLanes.IsLess(thirdMaybe, upper) ^ isCloserThanThird;
                }

                found |= TLanes.HighestBits(isUndecided);
            }

            passed[row] = found;
            some |= (found == 0 ? 0u : 1u) << (int)row;
        }

        (closer.First, closer.Second, closer.Third) = (firstCount, secondCount, thirdCount);
        return some;
    }

    /// <summary>Takes one candidate for the queries whose bits are set; a single lane rounds as the vectors do.</summary>
    private static void Keep(float* products, uint passed, in CandidateBlock block, int row, int firstQuery, in QueryGroup group, ref LimitedRows limited)
    {
        Lanes32 scale = new(block.Scales[row]), margin = new(block.Margins[row]), offset = new(block.Offsets[row]), spread = new(block.Spreads[row]);
        float length = block.LengthOf(row);
        for (; passed != 0; passed &= passed - 1)
        {
            int column = BitOperations.TrailingZeroCount(passed);
            int query = firstQuery + column;
            if (query < group.Rows)
            {
                float upper = 0, lower = 0;
                Lanes32 value = TValues.Convert(new Lanes32(products[column])), factor = new(group.Factors[query]);
                Lanes32 bound = Lanes32.MultiplyAdd(Lanes32.MultiplyAdd(value, scale, margin), factor, offset);
                bound.Store(ref upper, 0);
                (Lanes32.MultiplyAdd(margin, factor * new Lanes32(-2), bound) - spread).Store(ref lower, 0);
                limited.Add(query, block.First + row, upper, lower, (2.0 * block.Margins[row] * group.Factors[query]) + block.Spreads[row], length);
            }
        }
    }

    private static void Count(TLanes lanes, in QueryGroup group, int query, int limit)
    {
        Span<float> counts = stackalloc float[TLanes.Count];
        lanes.Store(ref counts[0], 0);
        for (int lane = 0; lane < TLanes.Count && query + lane < group.Rows; lane++)
        {
            group.Limits.Counts[group.Limits.PlaceOf(query + lane, limit)] += BitConverter.SingleToInt32Bits(counts[lane]);
        }
    }

    /// <summary>How many candidates are surely closer than each limit of each lane: integers, as bits.</summary>
    private struct Closer
    {
        public TLanes First;
        public TLanes Second;
        public TLanes Third;
    }
}
