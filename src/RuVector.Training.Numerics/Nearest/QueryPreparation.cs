namespace RuVector.Training.Numerics;

/// <summary>Prepares the queries of a group, a panel a chunk: lengths, unit rows, pairs in panels.</summary>
internal readonly unsafe struct QueryPreparation(in NearestTask task, in NearestPlan plan, in QueryGroup group) : IChunkedWork
{
    private readonly NearestTask _task = task;
    private readonly NearestPlan _plan = plan;
    private readonly QueryGroup _group = group;

    public void Run(int chunk)
    {
        int first = chunk * _plan.PanelWidth, rows = Math.Min(_plan.PanelWidth, _group.Rows - first), dimension = _task.Dimension;
        using RentedArray<float> unit = new(dimension), pairs = new(_plan.UsesPairs ? rows * _plan.Pairs : 0);
        fixed (float* rounded = pairs.Span)
        {
            for (int i = 0; i < rows; i++)
            {
                ReadOnlySpan<float> source = _task.Query(_group.First + first + i);
                int zero = UnitRows.Normalize(ReadOnlyMatrixSpan.FromRow(source), new MatrixSpan(unit.Span, 1, dimension), new Span<double>(ref _group.Lengths[first + i]));
                _group.Errors[first + i] = _plan.UsesPairs ? PairRounding.Round(unit.Span, PairRounding.QueryScale, (short*)(rounded + ((nint)i * _plan.Pairs))) : zero;
                (_task.Measure == ScoreMeasure.Dot ? source : unit.Span).CopyTo(new Span<float>(_group.Vectors + ((long)(first + i) * dimension), dimension));
            }

            if (_plan.UsesPairs)
            {
                new PanelSource(rounded, _plan.Pairs, columnsAreRows: true).Pack(0, rows, _plan.PanelWidth, 0, _plan.Pairs, _group.Panels + ((long)first * _plan.Pairs));
            }
        }
    }
}
