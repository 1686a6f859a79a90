namespace RuVector.Training.Numerics;

/// <summary>A product cut into rectangles of the result, one a chunk.</summary>
/// <remarks>An element is summed in the same order whatever rectangle it lies in, so the cut may follow the number of threads.</remarks>
/// <typeparam name="TKernel">Multiplies one tile.</typeparam>
internal readonly struct ProductWork<TKernel> : IChunkedWork
    where TKernel : struct, ITileKernel
{
    /// <summary>About what one thread does in a nanosecond; only for deciding whether and how to share.</summary>
    private const double FlopsPerNanosecond = 100;

    /// <summary>A chunk is at least this long, and longer where there would be more of them than threads need to end at about the same time.</summary>
    private const double ChunkNanoseconds = 50_000;

    private const int MostChunksPerThread = 16;

    /// <summary>Rows that a packed block of the right factor must serve before packing it once more costs little.</summary>
    private const int FewestRows = 192;

    /// <summary>Rows up to which the large factor is read where it is: packing it would cost more than writing the transpose of the result.</summary>
    private const int MostExchangedRows = 48;

    /// <summary>Columns for each row that make the right factor the large one.</summary>
    private const int ExchangedColumnsPerRow = 8;

    /// <summary>Columns that make reading a row worth it. A left factor that is packed is packed once for each chunk across, so it is cut down first.</summary>
    private const int FewestColumns = 32;

    private readonly ProductOperands _product;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _rowsPerChunk;
    private readonly int _columnsPerChunk;
    private readonly int _chunksAcross;

    private ProductWork(in ProductOperands product, int rows, int columns, double nanoseconds)
    {
        (_product, _rows, _columns) = (product, rows, columns);
        int wanted = (int)Math.Min(nanoseconds / ChunkNanoseconds, MostChunksPerThread * ComputeThreads.Degree);
        int fewestColumns = RoundUp(FewestColumns, TKernel.VectorsPerPanel * TKernel.Lanes);
        int mostDown = Math.Max(1, rows / FewestRows);
        int mostAcross = DivideUp(columns, fewestColumns);
        bool downFirst = product.InnerStep != 1;
        int down = downFirst ? Math.Min(wanted, mostDown) : Math.Clamp(DivideUp(wanted, mostAcross), 1, mostDown);
        _rowsPerChunk = RoundUp(DivideUp(rows, down), TKernel.Rows);
        _columnsPerChunk = RoundUp(DivideUp(columns, Math.Min(DivideUp(wanted, down), mostAcross)), fewestColumns);
        _chunksAcross = DivideUp(columns, _columnsPerChunk);
    }

    /// <summary>Computes a product; one of few rows and many columns with its factors exchanged, so that the large one is read where it is instead of packed.</summary>
    public static void Compute(in ProductOperands product, int rows, int columns)
    {
        if (rows <= Math.Min(MostExchangedRows, columns / ExchangedColumnsPerRow) && product.B.IsTranspose && product.InnerStep == 1)
        {
            Share(product.Transposed(), columns, rows);
        }
        else
        {
            Share(product, rows, columns);
        }
    }

    public void Run(int chunk)
    {
        int row = chunk / _chunksAcross * _rowsPerChunk;
        int column = chunk % _chunksAcross * _columnsPerChunk;
        BlockedProduct<TKernel>.Compute(_product, row, Math.Min(_rowsPerChunk, _rows - row), column, Math.Min(_columnsPerChunk, _columns - column));
    }

    /// <summary>Computes a product, with other threads where it is large enough.</summary>
    private static void Share(in ProductOperands product, int rows, int columns)
    {
        double nanoseconds = 2.0 * rows * columns * product.Inner / FlopsPerNanosecond;
        if (rows == 0 || columns == 0 || nanoseconds < 2 * ChunkNanoseconds || ComputeThreads.Degree == 1)
        {
            BlockedProduct<TKernel>.Compute(product, 0, rows, 0, columns);
            return;
        }

        ProductWork<TKernel> work = new(product, rows, columns, nanoseconds);
        ComputeThreads.Run(work, work._chunksAcross * DivideUp(rows, work._rowsPerChunk), nanoseconds);
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;

    private static int RoundUp(int value, int unit) => DivideUp(value, unit) * unit;
}
