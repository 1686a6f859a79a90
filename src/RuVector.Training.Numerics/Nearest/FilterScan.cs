using System.Numerics;
using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>Turns products into upper bounds and keeps the candidates that pass the threshold of a query: no scores are stored.</summary>
/// <typeparam name="TLanes">The lanes: queries beside each other.</typeparam>
/// <typeparam name="TValues">How the products lie in memory.</typeparam>
internal static unsafe class FilterScan<TLanes, TValues>
    where TLanes : struct, ILanes<TLanes>
    where TValues : struct, IFilterValues
{
    /// <summary>Looks through some rows of products.</summary>
    /// <param name="products">One row a candidate, one column a query; whole vectors.</param>
    /// <param name="stride">Distance between two rows, a multiple of the lanes.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="block">The candidates.</param>
    /// <param name="firstRow">The candidate of the first row, within the block.</param>
    /// <param name="firstQuery">The query of the first column, within the group; columns after the last query are passed over.</param>
    /// <param name="best">Receives what passes.</param>
    public static void Run(float* products, int stride, int rows, in CandidateBlock block, int firstRow, int firstQuery, in BestRows best)
    {
        for (int column = 0; column < stride && firstQuery + column < best.Group.Rows; column += TLanes.Count)
        {
            switch (best.Task.LimitsPerQuery)
            {
                case 0:
                    RunColumns(products + column, stride, rows, block, firstRow, firstQuery + column, best);
                    break;
                case 1:
                    LimitedScan<TLanes, TValues, OneLimit>.Run(products + column, stride, rows, block, firstRow, firstQuery + column, best);
                    break;
                case 2:
                    LimitedScan<TLanes, TValues, TwoLimits>.Run(products + column, stride, rows, block, firstRow, firstQuery + column, best);
                    break;
                default:
                    LimitedScan<TLanes, TValues, ThreeLimits>.Run(products + column, stride, rows, block, firstRow, firstQuery + column, best);
                    break;
            }
        }
    }

    private static void RunColumns(float* products, nint stride, int rows, in CandidateBlock block, int firstRow, int query, in BestRows best)
    {
        float* scales = block.Scales + firstRow, margins = block.Margins + firstRow, offsets = block.Offsets + firstRow;
        ref readonly float factors = ref best.Group.Factors[query];
        for (int row = 0; row < rows; row++)
        {
            TLanes threshold = TLanes.Load(in best.Group.Thresholds[query], 0);
            row += CountRuledOut(products + (row * stride), stride, rows - row, scales + row, margins + row, offsets + row, TLanes.Load(in factors, 0), threshold, out uint passed);
            if (passed != 0)
            {
                Keep(products + (row * stride), passed, block, firstRow + row, query, best);
            }
        }
    }

    /// <summary>Counts the rows before the first one of which a lane passes; no call in the loop, so that all stays in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountRuledOut(
        float* products, nint stride, int rows, float* scales, float* margins, float* offsets, TLanes factor, TLanes threshold, out uint passed)
    {
        for (nint row = 0; row < rows; row++, products += stride)
        {
            TLanes value = TValues.Convert(TLanes.Load(in *products, 0));
            TLanes upper = TLanes.MultiplyAdd(TLanes.MultiplyAdd(value, TLanes.Create(scales[row]), TLanes.Create(margins[row])), factor, TLanes.Create(offsets[row]));
            uint found = TLanes.NotAtMost(upper, threshold);
            if (found != 0)
            {
                passed = found;
                return (int)row;
            }
        }

        passed = 0;
        return rows;
    }

    /// <summary>Takes one candidate for the queries whose bits are set; a single lane rounds as the vectors do.</summary>
    private static void Keep(float* products, uint passed, in CandidateBlock block, int row, int firstQuery, in BestRows best)
    {
        Lanes32 scale = new(block.Scales[row]), margin = new(block.Margins[row]), offset = new(block.Offsets[row]);
        for (; passed != 0; passed &= passed - 1)
        {
            int column = BitOperations.TrailingZeroCount(passed);
            int query = firstQuery + column;
            if (query < best.Group.Rows)
            {
                float factor = best.Group.Factors[query], upper = 0;
                Lanes32.MultiplyAdd(Lanes32.MultiplyAdd(TValues.Convert(new Lanes32(products[column])), scale, margin), new Lanes32(factor), offset).Store(ref upper, 0);
                best.Add(query, block.First + row, upper, (2.0 * block.Margins[row] * factor) + block.Spreads[row]);
            }
        }
    }
}
