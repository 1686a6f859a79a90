using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>The right factor of a product, read in panels: for each inner step the columns of one panel lie together.</summary>
/// <param name="values">Element (0, 0).</param>
/// <param name="stride">Distance between rows of memory.</param>
/// <param name="columnsAreRows">Whether a column of the factor is a row of memory: the factor is a transpose.</param>
internal readonly unsafe struct PanelSource(float* values, nint stride, bool columnsAreRows)
{
    /// <summary>Gets a value indicating whether panels of whole vectors can be read where they are.</summary>
    public bool IsInPanels => !columnsAreRows;

    public nint Stride => stride;

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
            PackColumns(values + (column * stride) + first, columns, width, inner, panel);
        }
        else
        {
            PackRows(At(first, column), columns, width, inner, panel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackRows(float* row, int columns, int width, int inner, float* panel)
    {
        for (int k = 0; k < inner; k++, row += stride, panel += width)
        {
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
    private void PackColumns(float* source, int columns, int width, int inner, float* panel)
    {
        int j = 0;
        for (; Sse.IsSupported && j <= columns - 4; j += 4)
        {
            PackFourColumns(source + (j * stride), inner, panel + j, width);
        }

        for (; j < columns; j++)
        {
            float* from = source + (j * stride);
            for (int k = 0; k < inner; k++)
            {
                panel[((nint)k * width) + j] = from[k];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackFourColumns(float* source, int inner, float* panel, nint width)
    {
        float* s1 = source + stride, s2 = s1 + stride, s3 = s2 + stride;
        int k = 0;
        for (; k <= inner - 4; k += 4)
        {
            Vector128<float> r0 = Vector128.Load(source + k), r1 = Vector128.Load(s1 + k), r2 = Vector128.Load(s2 + k), r3 = Vector128.Load(s3 + k);
            Vector128<float> low01 = Sse.UnpackLow(r0, r1), high01 = Sse.UnpackHigh(r0, r1);
            Vector128<float> low23 = Sse.UnpackLow(r2, r3), high23 = Sse.UnpackHigh(r2, r3);
            float* target = panel + (k * width);
            Sse.MoveLowToHigh(low01, low23).Store(target);
            Sse.MoveHighToLow(low23, low01).Store(target + width);
            Sse.MoveLowToHigh(high01, high23).Store(target + (2 * width));
            Sse.MoveHighToLow(high23, high01).Store(target + (3 * width));
        }

        for (; k < inner; k++)
        {
            float* target = panel + (k * width);
            (target[0], target[1], target[2], target[3]) = (source[k], s1[k], s2[k], s3[k]);
        }
    }
}
