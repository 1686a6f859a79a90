using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>Cuts a product into blocks that stay in the caches: the right factor is packed, a block of it at a time, and every tile of rows passes over it.</summary>
/// <typeparam name="TKernel">Multiplies one tile.</typeparam>
internal static unsafe class BlockedProduct<TKernel>
    where TKernel : struct, ITileKernel
{
    /// <summary>Inner steps of a block; also what decides the order of summation, so it is the same everywhere.</summary>
    private const int InnerBlock = 384;
    private const int ColumnBlock = 768;
    private const int RowBlock = 96;
    private const int Alignment = 16;

    /// <summary>Rows from which on a panel that could be read in place is packed all the same: it is then read often enough.</summary>
    private const int PackingRows = 96;

    /// <summary>Panels up to which the rows of the left factor are asked for ahead: they come from memory faster than so few panels are done.</summary>
    private const int FewPanels = 4;

    /// <summary>Computes a rectangle of a product.</summary>
    public static void Compute(in ProductOperands product, int firstRow, int rows, int firstColumn, int columns)
    {
        bool packs = !product.B.IsInPanels || rows >= PackingRows;
        int innerBlock = Math.Min(product.Inner, InnerBlock);
        int packedColumns = packs ? Math.Min(columns, ColumnBlock) + TKernel.Lanes : TKernel.Lanes;
        int packedRows = product.ReadsRowsInPlace ? 0 : RowBlock + TKernel.Rows;
        int resultValues = product.IsExchanged ? RowBlock * Math.Min(columns, ColumnBlock) : 0;
        using RentedArray<float> memory = new(Alignment + (innerBlock * (packedColumns + packedRows)) + resultValues);
        fixed (float* start = memory.Span)
        {
            float* panels = start + ((64 - ((nuint)start & 63)) / sizeof(float) % Alignment);
            float* rowTiles = packedRows == 0 ? null : panels + (innerBlock * packedColumns);
            float* result = resultValues == 0 ? null : panels + (innerBlock * (packedColumns + packedRows));
            for (int j = firstColumn; j < firstColumn + columns; j += ColumnBlock)
            {
                int width = Math.Min(ColumnBlock, firstColumn + columns - j);
                for (int k = 0; k < product.Inner || k == 0; k += InnerBlock)
                {
                    int inner = Math.Min(InnerBlock, product.Inner - k);
                    Pack(product.B, new ProductBlock(firstRow, rows, j, width, k, inner), packs, panels);
                    for (int i = firstRow; i < firstRow + rows; i += RowBlock)
                    {
                        ProductBlock block = new(i, Math.Min(RowBlock, firstRow + rows - i), j, width, k, inner);
                        Multiply(product, block, packs ? panels : null, panels, rowTiles, result);
                    }
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

    /// <summary>Packs the rows of a block tile by tile: for each inner step the rows of one tile lie together.</summary>
    /// <remarks>Only for a left factor whose rows are columns of memory: read in place, each of its steps would touch a line of its own.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(in ProductOperands product, in ProductBlock block, float* rowTiles)
    {
        float* source = product.A + block.FirstRow + (block.FirstInner * product.InnerStep);
        for (int k = 0; k < block.Inner; k++, source += product.InnerStep)
        {
            float* to = rowTiles + (k * TKernel.Rows);
            int i = 0;
            for (; i <= block.Rows - TKernel.Rows; i += TKernel.Rows, to += TKernel.Rows * block.Inner)
            {
                for (int r = 0; r < TKernel.Rows; r += 2)
                {
                    *(ulong*)(to + r) = *(ulong*)(source + i + r);
                }
            }

            for (int r = 0; i + r < block.Rows; r++)
            {
                to[r] = source[i + r];
            }
        }
    }

    private static void ScaleRows(in ProductOperands product, in ProductBlock block, float* rowTiles)
    {
        for (int i = 0; i < block.Rows; i++)
        {
            float* source = product.A + ((block.FirstRow + i) * product.RowStep) + block.FirstInner;
            UnitRows.Scale(new ReadOnlySpan<float>(source, block.Inner), product.RowScales[block.FirstRow + i], new Span<float>(rowTiles + (i * block.Inner), block.Inner));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(in ProductOperands product, in ProductBlock block, float* panels, float* edge, float* rowTiles, float* result)
    {
        bool adds = product.Add || block.FirstInner > 0;
        bool add = adds && result is null;
        int wide = TKernel.VectorsPerPanel * TKernel.Lanes;
        int whole = block.Columns - (block.Columns % TKernel.Lanes);
        float* inPlace = product.B.At(block.FirstInner, block.FirstColumn);
        float* a = product.A + (block.FirstRow * product.RowStep) + (block.FirstInner * product.InnerStep);
        float* c = result is null ? product.C + (block.FirstRow * product.StrideC) + block.FirstColumn : result;
        nint strideC = result is null ? product.StrideC : block.Columns;
        bool asksForRows = rowTiles is null && block.Columns <= FewPanels * wide;
        (nint rowStep, nint innerStep, nint tileStep) = (product.RowStep, product.InnerStep, TKernel.Rows * product.RowStep);
        if (rowTiles is not null && product.RowScales is not null)
        {
            ScaleRows(product, block, rowTiles);
            a = rowTiles;
            (rowStep, innerStep, tileStep) = (block.Inner, 1, TKernel.Rows * block.Inner);
        }
        else if (rowTiles is not null)
        {
            PackRows(product, block, rowTiles);
            a = rowTiles;
            (rowStep, innerStep, tileStep) = (1, TKernel.Rows, TKernel.Rows * block.Inner);
        }

        if (panels is not null)
        {
            edge = panels + ((nint)whole * block.Inner);
        }

        for (int i = 0; i < block.Rows; i += TKernel.Rows, a += tileStep, c += TKernel.Rows * strideC)
        {
            int height = Math.Min(TKernel.Rows, block.Rows - i);
            if (asksForRows)
            {
                RowPrefetch.Rows(a + tileStep, rowStep, TKernel.Rows, block.Inner);
            }

            int j = 0;
            for (; j <= whole - wide; j += wide)
            {
                float* panel = panels is null ? inPlace + j : panels + ((nint)j * block.Inner);
                TKernel.Wide(a, rowStep, innerStep, height, panel, panels is null ? product.B.Stride : wide, block.Inner, c + j, strideC, add);
            }

            for (; j < whole; j += TKernel.Lanes)
            {
                float* panel = panels is null ? inPlace + j : panels + ((nint)j * block.Inner);
                TKernel.Narrow(a, rowStep, innerStep, height, panel, panels is null ? product.B.Stride : TKernel.Lanes, block.Inner, c + j, strideC, add);
            }

            if (j < block.Columns)
            {
                MultiplyEdge(a, rowStep, innerStep, height, edge, block.Inner, c + j, strideC, block.Columns - j, add);
            }
        }

        if (result is not null)
        {
            WriteTransposed(product, block, result, adds);
        }
    }

    /// <summary>Writes a block of an exchanged product out: its rows are columns of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteTransposed(in ProductOperands product, in ProductBlock block, float* values, bool add)
    {
        for (int j = 0; j < block.Columns; j++)
        {
            float* from = values + j;
            float* to = product.C + ((block.FirstColumn + j) * product.StrideC) + block.FirstRow;
            for (int i = 0; i < block.Rows; i++, from += block.Columns)
            {
                to[i] = add ? to[i] + *from : *from;
            }
        }
    }

    /// <summary>The last columns, fewer than a vector: computed into a whole tile beside the result.</summary>
    private static void MultiplyEdge(float* a, nint rowStep, nint innerStep, int height, float* panel, int inner, float* c, nint strideC, int columns, bool add)
    {
        float* tile = stackalloc float[TKernel.Rows * TKernel.Lanes];
        TKernel.Narrow(a, rowStep, innerStep, height, panel, TKernel.Lanes, inner, tile, TKernel.Lanes, add: false);
        for (int i = 0; i < height; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                float value = tile[(i * TKernel.Lanes) + j];
                float* to = c + (i * strideC) + j;
                *to = add ? *to + value : value;
            }
        }
    }
}
