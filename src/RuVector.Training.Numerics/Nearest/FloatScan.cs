using System.Runtime.Intrinsics;

namespace RuVector.Training.Numerics;

/// <summary>Multiplies a block of candidates with the queries in float32 and looks through the products; a panel of queries a chunk.</summary>
internal readonly unsafe struct FloatScan(in BestRows best, in CandidateBlock block) : IChunkedWork
{
    private const int TileRows = 192;
    private readonly BestRows _best = best;
    private readonly CandidateBlock _block = block;

    public int Chunks => (_best.Group.Rows + _best.Plan.PanelWidth - 1) / _best.Plan.PanelWidth;

    public void Run(int chunk)
    {
        int stride = _best.Plan.PanelWidth, first = chunk * stride, columns = Math.Min(stride, _best.Group.Rows - first), dimension = _best.Task.Dimension;
        int width = NearestPlan.RoundUp(columns, 16);
        ReadOnlyMatrixSpan queries = new(new ReadOnlySpan<float>(_best.Group.Vectors + ((long)first * dimension), columns * dimension), columns, dimension);
        using RentedArray<float> products = new(TileRows * width);
        products.Span.Clear();
        fixed (float* start = products.Span)
        {
            for (int row = 0; row < _block.Rows; row += TileRows)
            {
                int rows = Math.Min(TileRows, _block.Rows - row);
                MatrixProduct.MultiplyTransposed(Candidates(row, rows), queries, new MatrixSpan(products.Span, rows, columns, width));
                Scan(start, width, rows, row, first);
            }
        }
    }

    private ReadOnlyMatrixSpan Candidates(int row, int rows) =>
        _best.Task.Measure == ScoreMeasure.Cosine
            ? new(new ReadOnlySpan<float>(_block.Units + ((long)row * _best.Task.Dimension), rows * _best.Task.Dimension), rows, _best.Task.Dimension)
            : _best.Task.CandidateRows(_block.First + row, rows);

    private void Scan(float* products, int width, int rows, int firstRow, int firstQuery)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            FilterScan<Lanes512, FloatValues>.Run(products, width, rows, _block, firstRow, firstQuery, _best);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            FilterScan<Lanes256, FloatValues>.Run(products, width, rows, _block, firstRow, firstQuery, _best);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            FilterScan<Lanes128, FloatValues>.Run(products, width, rows, _block, firstRow, firstQuery, _best);
        }
        else
        {
            FilterScan<Lanes32, FloatValues>.Run(products, width, rows, _block, firstRow, firstQuery, _best);
        }
    }
}
