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
        for (int row = 0; row < rows; row++)
        {
            row += CountRuledOut(products + (row * stride), stride, rows - row, block, firstRow + row, best.Group, query, out uint passed);
            if (passed != 0)
            {
                Keep(products + (row * stride), passed, block, firstRow + row, query, best.Group, ref limited);
            }
        }

        limited.Decide();
    }

    /// <summary>Counts the rows before the first one of which a lane passes, and for each lane, that row included, what is surely closer than the limits. No call in the loop, so that all stays in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountRuledOut(
        float* products, nint stride, int rows, in CandidateBlock block, int firstRow, in QueryGroup group, int query, out uint passed)
    {
        float* scales = block.Scales + firstRow, margins = block.Margins + firstRow, offsets = block.Offsets + firstRow, spreads = block.Spreads + firstRow;
        (nint first, nint second, nint third) = (query, group.Limits.PlaceOf(query, TLimits.Count > 1 ? 1 : 0), group.Limits.PlaceOf(query, TLimits.Count > 2 ? 2 : 0));
        TLanes factor = TLanes.Load(in group.Factors[query], 0), minusTwiceFactor = factor * TLanes.Create(-2), threshold = TLanes.Load(in group.Thresholds[query], 0);
        TLanes firstSure = TLanes.Load(in group.Limits.Sure[first], 0);
        TLanes secondSure = TLanes.Load(in group.Limits.Sure[second], 0), secondMaybe = TLanes.Load(in group.Limits.Maybe[second], 0);
        TLanes thirdSure = TLanes.Load(in group.Limits.Sure[third], 0), thirdMaybe = TLanes.Load(in group.Limits.Maybe[third], 0);
        ref float counts = ref *(float*)group.Limits.Counts; // integers, as bits
        TLanes firstCount = TLanes.Load(in counts, (nuint)first), secondCount = TLanes.Load(in counts, (nuint)second), thirdCount = TLanes.Load(in counts, (nuint)third);
        uint found = 0;
        nint row = 0;
        for (; row < rows; row++, products += stride)
        {
            TLanes value = TValues.Convert(TLanes.Load(in *products, 0)), margin = TLanes.Create(margins[row]);
            TLanes upper = TLanes.MultiplyAdd(TLanes.MultiplyAdd(value, TLanes.Create(scales[row]), margin), factor, TLanes.Create(offsets[row]));
            TLanes lower = TLanes.MultiplyAdd(margin, minusTwiceFactor, upper) - TLanes.Create(spreads[row]);

            // The first limit needs no second look: no threshold lies above it, so what is undecided passes the threshold.
            TLanes isCloser = TLanes.IsLess(firstSure, lower);
            firstCount = TLanes.SubtractBits(firstCount, isCloser);
            found = TLanes.NotAtMost(upper, threshold) & ~TLanes.HighestBits(isCloser);
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

            if (found != 0)
            {
                break;
            }
        }

        firstCount.Store(ref counts, (nuint)first);
        if (TLimits.Count > 1)
        {
            secondCount.Store(ref counts, (nuint)second);
        }

        if (TLimits.Count > 2)
        {
            thirdCount.Store(ref counts, (nuint)third);
        }

        passed = found;
        return (int)row;
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
}
