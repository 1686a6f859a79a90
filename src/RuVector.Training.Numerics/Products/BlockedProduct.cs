using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>Cuts a product into blocks that stay in the caches: the right factor is packed, a block of it at a time, and every tile of rows passes over it.</summary>
/// <typeparam name="TKernel">Multiplies one tile.</typeparam>
internal static unsafe class BlockedProduct<TKernel>
    where TKernel : struct, ITileKernel
{
    /// <summary>Inner steps of a block; also what decides the order of summation, so it is the same everywhere.</summary>
    private const int InnerBlock = 384;
    private const int ColumnBlock = 384;
    private const int Alignment = 16;

    /// <summary>Rows from which on a panel that could be read in place is packed all the same: it is then read often enough.</summary>
    private const int PackingRows = 96;

    /// <summary>Computes a rectangle of a product.</summary>
    public static void Compute(in ProductOperands product, int firstRow, int rows, int firstColumn, int columns)
    {
        bool packs = !product.B.IsInPanels || rows >= PackingRows;
        int packedColumns = packs ? Math.Min(columns, ColumnBlock) + TKernel.Lanes : TKernel.Lanes;
        using RentedArray<float> memory = new(Alignment + (Math.Min(product.Inner, InnerBlock) * packedColumns));
        fixed (float* start = memory.Span)
        {
            float* panels = start + ((64 - ((nuint)start & 63)) / sizeof(float) % Alignment);
            for (int j = firstColumn; j < firstColumn + columns; j += ColumnBlock)
            {
                int width = Math.Min(ColumnBlock, firstColumn + columns - j);
                for (int k = 0; k < product.Inner || k == 0; k += InnerBlock)
                {
                    ProductBlock block = new(firstRow, rows, j, width, k, Math.Min(InnerBlock, product.Inner - k));
                    Pack(product.B, block, packs, panels);
                    Multiply(product, block, packs, panels);
                }
            }
        }
    }

    /// <summary>Packs the columns of a block; those that make whole vectors only when asked to.</summary>
    private static void Pack(PanelSource source, in ProductBlock block, bool packs, float* panels)
    {
        int wide = TKernel.VectorsPerPanel * TKernel.Lanes;
        int whole = block.Columns - (block.Columns % TKernel.Lanes);
        int done = packs ? 0 : whole;
        float* panel = panels;
        while (done < block.Columns)
        {
            int width = done <= block.Columns - wide ? wide : TKernel.Lanes;
            source.Pack(block.FirstColumn + done, Math.Min(width, block.Columns - done), width, block.FirstInner, block.Inner, panel);
            panel += (nint)width * block.Inner;
            done += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(in ProductOperands product, in ProductBlock block, bool packed, float* panels)
    {
        bool add = product.Add || block.FirstInner > 0;
        int wide = TKernel.VectorsPerPanel * TKernel.Lanes;
        int whole = block.Columns - (block.Columns % TKernel.Lanes);
        float* inPlace = product.B.At(block.FirstInner, block.FirstColumn);
        float* edge = packed ? panels + ((nint)whole * block.Inner) : panels;
        for (int i = block.FirstRow; i < block.FirstRow + block.Rows; i += TKernel.Rows)
        {
            int height = Math.Min(TKernel.Rows, block.FirstRow + block.Rows - i);
            float* a = product.A + (i * product.RowStep) + (block.FirstInner * product.InnerStep);
            float* c = product.C + (i * product.StrideC) + block.FirstColumn;
            int done = 0;
            for (; done <= whole - wide; done += wide)
            {
                float* panel = packed ? panels + ((nint)done * block.Inner) : inPlace + done;
                nint step = packed ? wide : product.B.Stride;
                TKernel.Wide(a, product.RowStep, product.InnerStep, height, panel, step, block.Inner, c + done, product.StrideC, add);
            }

            for (; done < whole; done += TKernel.Lanes)
            {
                float* panel = packed ? panels + ((nint)done * block.Inner) : inPlace + done;
                nint step = packed ? TKernel.Lanes : product.B.Stride;
                TKernel.Narrow(a, product.RowStep, product.InnerStep, height, panel, step, block.Inner, c + done, product.StrideC, add);
            }

            if (done < block.Columns)
            {
                MultiplyEdge(a, product, height, edge, block.Inner, c + done, block.Columns - done, add);
            }
        }
    }

    /// <summary>The last columns, fewer than a vector: computed into a whole tile beside the result.</summary>
    private static void MultiplyEdge(float* a, in ProductOperands product, int height, float* panel, int inner, float* c, int columns, bool add)
    {
        float* tile = stackalloc float[TKernel.Rows * TKernel.Lanes];
        TKernel.Narrow(a, product.RowStep, product.InnerStep, height, panel, TKernel.Lanes, inner, tile, TKernel.Lanes, add: false);
        for (int i = 0; i < height; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                float value = tile[(i * TKernel.Lanes) + j];
                c[(i * product.StrideC) + j] = add ? c[(i * product.StrideC) + j] + value : value;
            }
        }
    }
}
