namespace RuVector.Training.Numerics;

/// <summary>Two numbers for every row of a matrix.</summary>
/// <param name="memory">Room for two numbers a row.</param>
internal readonly ref struct RowFacts(Span<double> memory)
{
    /// <summary>Gets the Euclidean length of every row; 0 for rows that count as zero, not finite for rows that are not.</summary>
    public Span<double> Lengths { get; } = memory[..(memory.Length / 2)];

    /// <summary>Gets, where the measure uses unit rows, what makes a row a unit row: 1 / length, or 0 for a zero row. For distances of the rows themselves: the sum of squares. Undefined for the dot product.</summary>
    public Span<double> Scales { get; } = memory[(memory.Length / 2)..];

    /// <summary>Computes both for every row.</summary>
    /// <returns>The number of zero rows.</returns>
    public int Compute(ReadOnlyMatrixSpan rows, ScoreMeasure measure)
    {
        LengthWork work = new(rows, this, measure);
        ComputeThreads.Run(work, work.Chunks, work.Nanoseconds);
        return Lengths.Count(0.0);
    }

    /// <summary>Refuses a row with NaN or an infinity: only such a row has no finite length.</summary>
    public void RequireFinite(ReadOnlyMatrixSpan rows, string paramName)
    {
        for (int row = 0; row < rows.Rows; row++)
        {
            if (!double.IsFinite(Lengths[row]))
            {
                FiniteRows.Refuse(rows[row], row, paramName);
            }
        }
    }

    private readonly ref struct LengthWork(ReadOnlyMatrixSpan rows, RowFacts facts, ScoreMeasure measure) : IChunkedWork
    {
        private const int ValuesPerChunk = 1 << 18;

        private readonly ReadOnlyMatrixSpan _rows = rows;
        private readonly RowFacts _facts = facts;
        private readonly int _rowsPerChunk = Math.Max(1, ValuesPerChunk / Math.Max(1, rows.Columns));

        public int Chunks => (_rows.Rows + _rowsPerChunk - 1) / _rowsPerChunk;

        public double Nanoseconds => 0.1 * _rows.Rows * _rows.Columns;

        public void Run(int chunk)
        {
            for (int row = chunk * _rowsPerChunk; row < Math.Min(_rows.Rows, (chunk + 1) * _rowsPerChunk); row++)
            {
                double length = UnitRows.Length(_rows[row]);
                _facts.Lengths[row] = length;
                _facts.Scales[row] = !ScoreOperands.UsesUnitRows(measure) ? length * length : length == 0 ? 0 : 1 / length;
            }
        }
    }
}
