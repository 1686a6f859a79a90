using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>The right factor of a product, read in panels: for each inner step the columns of one panel lie together.</summary>
/// <param name="values">Element (0, 0).</param>
/// <param name="stride">Distance between rows of memory.</param>
/// <param name="columnsAreRows">Whether a column of the factor is a row of memory: the factor is a transpose.</param>
/// <param name="scales">A factor of each row of memory, applied while packing; or null.</param>
internal readonly unsafe struct PanelSource(float* values, nint stride, bool columnsAreRows, double* scales = null)
{
    /// <summary>Gets a value indicating whether panels of whole vectors can be read where they are.</summary>
    public bool IsInPanels => !columnsAreRows && scales is null;

    public nint Stride => stride;

    public double* Scales => scales;

    public bool IsTranspose => columnsAreRows;

    public float* At(int inner, int column) => values + (inner * stride) + column;

    /// <summary>Packs some columns over a part of the inner dimension; missing columns become zero.</summary>
    /// <param name="column">First column.</param>
    /// <param name="columns">Number of columns there are, at most <paramref name="width"/>.</param>
    /// <param name="width">Number of columns of the panel.</param>
    /// <param name="first">First inner step.</param>
    /// <param name="inner">Number of inner steps.</param>
    /// <param name="panel">Overwritten with <c>inner * width</c> numbers.</param>
    public void Pack(int column, int columns, int width, int first, int inner, float* panel)
    {
        if (columns < width)
        {
            new Span<float>(panel, width * inner).Clear();
        }

        if (columnsAreRows)
        {
            PackColumns(values + (column * stride) + first, scales is null ? null : scales + column, columns, width, inner, panel);
        }
        else
        {
            PackRows(At(first, column), scales is null ? null : scales + first, columns, width, inner, panel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackRows(float* row, double* rowScales, int columns, int width, int inner, float* panel)
    {
        for (int k = 0; k < inner; k++, row += stride, panel += width)
        {
            if (rowScales is not null)
            {
                UnitRows.Scale(new ReadOnlySpan<float>(row, columns), rowScales[k], new Span<float>(panel, columns));
                continue;
            }

            int j = 0;
            for (; j <= columns - 8; j += 8)
            {
                Vector256.Load(row + j).Store(panel + j);
            }

            for (; j < columns; j++)
            {
                panel[j] = row[j];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackColumns(float* source, double* columnScales, int columns, int width, int inner, float* panel)
    {
        int j = 0;
        for (; Avx.IsSupported && j <= columns - 8 && AreExact(columnScales, j); j += 8)
        {
            PackEightColumns(source + (j * stride), columnScales is null ? null : columnScales + j, inner, panel + j, width);
        }

        for (; j < columns; j++)
        {
            float* from = source + (j * stride);
            double scale = columnScales is null ? 1 : columnScales[j];
            bool isExact = IsExact((float)scale);
            for (int k = 0; k < inner; k++)
            {
                panel[((nint)k * width) + j] = columnScales is null ? from[k] : isExact ? from[k] * (float)scale : (float)(from[k] * scale);
            }
        }
    }

    /// <summary>Transposes blocks of 8 by 4 in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackEightColumns(float* source, double* columnScales, int inner, float* panel, nint width)
    {
        Vector256<float> scale = columnScales is null
            ? default
            : Vector256.Create(Avx.ConvertToVector128Single(Vector256.Load(columnScales)), Avx.ConvertToVector128Single(Vector256.Load(columnScales + 4)));
        bool scales = columnScales is not null;
        float* s1 = source + stride, s2 = s1 + stride, s3 = s2 + stride, s4 = s3 + stride, s5 = s4 + stride, s6 = s5 + stride, s7 = s6 + stride;
        int k = 0;
        for (; k <= inner - 4; k += 4)
        {
            Vector256<float> r0 = Vector256.Create(Vector128.Load(source + k), Vector128.Load(s4 + k)), r1 = Vector256.Create(Vector128.Load(s1 + k), Vector128.Load(s5 + k));
            Vector256<float> r2 = Vector256.Create(Vector128.Load(s2 + k), Vector128.Load(s6 + k)), r3 = Vector256.Create(Vector128.Load(s3 + k), Vector128.Load(s7 + k));
            Vector256<float> low01 = Avx.UnpackLow(r0, r1), high01 = Avx.UnpackHigh(r0, r1), low23 = Avx.UnpackLow(r2, r3), high23 = Avx.UnpackHigh(r2, r3);
            float* to = panel + (k * width);
            Put(Avx.Shuffle(low01, low23, 0b_01_00_01_00), scales, scale, to);
            Put(Avx.Shuffle(low01, low23, 0b_11_10_11_10), scales, scale, to + width);
            Put(Avx.Shuffle(high01, high23, 0b_01_00_01_00), scales, scale, to + (2 * width));
            Put(Avx.Shuffle(high01, high23, 0b_11_10_11_10), scales, scale, to + (3 * width));
        }

        for (; k < inner; k++)
        {
            Put(Vector256.Create(source[k], s1[k], s2[k], s3[k], s4[k], s5[k], s6[k], s7[k]), scales, scale, panel + (k * width));
        }
    }

    /// <summary>Writes numbers, scaled or with their bits as they are: a panel may hold pairs of integers (<see cref="PairLanes256"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<float> numbers, bool scales, Vector256<float> scale, float* to) => (scales ? numbers * scale : numbers).Store(to);

    private static bool AreExact(double* columnScales, int first)
    {
        bool exact = true;
        for (int i = first; columnScales is not null && i < first + 8; i++)
        {
            exact &= IsExact((float)columnScales[i]);
        }

        return exact;
    }

    /// <summary>Whether a float32 factor has all its digits: others are applied in double.</summary>
    private static bool IsExact(float scale) => float.IsNormal(scale) || scale == 0;
}
