namespace RuVector.Training.Numerics;

/// <summary>Scores what is left for the queries of a group and writes the best; some queries a chunk.</summary>
internal readonly ref struct ResultWriting(in BestRows best, NearestOutputs outputs) : IChunkedWork
{
    private const int ChunkRows = 4;
    private readonly BestRows _best = best;
    private readonly NearestOutputs _outputs = outputs;

    public int Chunks => (_best.Group.Rows + ChunkRows - 1) / ChunkRows;

    public void Run(int chunk)
    {
        int end = Math.Min(_best.Group.Rows, (chunk + 1) * ChunkRows);
        for (int query = chunk * ChunkRows; query < end; query++)
        {
            int row = _best.Group.First + query;
            _outputs.SetCount(row, _best.Finish(query, _outputs.IndicesOf(row), _outputs.ScoresOf(row)));
        }
    }
}
