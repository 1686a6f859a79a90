namespace RuVector.Training.Numerics;

/// <summary>Multiplies the pairs of a block of candidates with those of the queries and looks through the products; some panels of queries a chunk.</summary>
/// <typeparam name="TTile">Multiplies pairs.</typeparam>
/// <typeparam name="TLanes">As many float32 lanes as the tile has.</typeparam>
internal readonly unsafe struct PairScan<TTile, TLanes>(in BestRows best, in CandidateBlock block) : IChunkedWork
    where TTile : struct, ITileKernel
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Candidates that stay in a near cache while the panels of a chunk pass over them.</summary>
    private const int TileRows = 96;
    private const int ChunkColumns = 48;
    private readonly BestRows _best = best;
    private readonly CandidateBlock _block = block;

    private static int Width => TTile.VectorsPerPanel * TTile.Lanes;

    private static int ChunkPanels => Math.Max(1, ChunkColumns / Width);

    private int Panels => (_best.Group.Rows + Width - 1) / Width;

    public int Chunks => (Panels + ChunkPanels - 1) / ChunkPanels;

    public void Run(int chunk)
    {
        int pairs = _best.Plan.Pairs, width = Width, end = Math.Min(Panels, (chunk + 1) * ChunkPanels);
        using RentedArray<float> memory = new(Arena.LengthFor(TileRows * width));
        fixed (float* start = memory.Span)
        {
            float* products = Arena.Align(start);
            for (int first = 0; first < _block.Rows; first += TileRows)
            {
                int rows = Math.Min(TileRows, _block.Rows - first);
                for (int panel = chunk * ChunkPanels; panel < end; panel++)
                {
                    float* queries = _best.Group.Panels + ((long)panel * width * pairs);
                    for (int row = 0; row < rows; row += TTile.Rows)
                    {
                        float* candidates = _block.Pairs + ((long)(first + row) * pairs);
                        TTile.Wide(candidates, pairs, 1, Math.Min(TTile.Rows, rows - row), queries, width, pairs, products + (row * width), width, add: false);
                    }

                    FilterScan<TLanes, IntegerValues>.Run(products, width, rows, _block, first, panel * width, _best);
                }
            }
        }
    }
}
