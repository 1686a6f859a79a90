namespace RuVector.Training.Numerics;

/// <summary>Prepares the candidates of a block, some rows a chunk: lengths, unit rows, pairs, and what their bounds need.</summary>
internal readonly unsafe struct CandidatePreparation(in NearestTask task, in NearestPlan plan, in CandidateBlock block, in ScoreBound bound) : IChunkedWork
{
    private const int ChunkValues = 64 * 1024;
    private readonly NearestTask _task = task;
    private readonly NearestPlan _plan = plan;
    private readonly CandidateBlock _block = block;
    private readonly ScoreBound _bound = bound;

    private int ChunkRows => Math.Max(1, ChunkValues / Math.Max(64, _task.Dimension));

    public int Chunks => (_block.Rows + ChunkRows - 1) / ChunkRows;

    public void Run(int chunk)
    {
        int first = chunk * ChunkRows, end = Math.Min(_block.Rows, first + ChunkRows), dimension = _task.Dimension;
        using RentedArray<float> scratch = new(dimension);
        bool keepsUnits = !_plan.UsesPairs && _task.Measure == ScoreMeasure.Cosine;
        for (int row = first; row < end; row++)
        {
            ReadOnlySpan<float> source = _task.Candidate(_block.First + row);
            Span<float> unit = keepsUnits ? new Span<float>(_block.Units + ((long)row * dimension), dimension) : scratch.Span;
            double length = 0;
            if (_plan.UsesPairs || keepsUnits)
            {
                UnitRows.Normalize(ReadOnlyMatrixSpan.FromRow(source), new MatrixSpan(unit, 1, dimension), new Span<double>(ref length));
            }
            else
            {
                length = UnitRows.Length(source);
            }

            if (!double.IsFinite(length))
            {
                FiniteRows.Refuse(source, _block.First + row, "candidates");
            }

            float scale = _plan.UsesPairs ? PairRounding.ScaleOf(unit) : 1;
            double error = _plan.UsesPairs ? PairRounding.Round(unit, scale, (short*)(_block.Pairs + ((long)row * _plan.Pairs))) : 0;
            _bound.Describe(length, scale, error, _block, row);
            if (_block.Lengths is not null)
            {
                _block.Lengths[row] = (float)length;
            }
        }
    }
}
