namespace RuVector.Training.Numerics;

/// <summary>Gradients in the space of the operands (of unit rows under the cosine), summed over all rows; turned into gradients of the inputs at the end.</summary>
/// <remarks>The sums are taken in the outputs themselves; only a call that adds to what is there needs memory of its own.</remarks>
internal readonly ref struct GradientSums : IDisposable
{
    private readonly RentedArray<float> _memory;
    private readonly MatrixSpan _anchors;

    public GradientSums(ContrastiveBatch batch, LossOutputs outputs)
    {
        _anchors = outputs.AnchorGradients;
        MatrixSpan candidates = outputs.CandidateGradients;
        if (outputs.Accumulate)
        {
            int anchorValues = checked(_anchors.Rows * _anchors.Columns);
            RentedArray<float> memory = new(checked(anchorValues + (candidates.Rows * candidates.Columns)));
            _memory = memory;
            _anchors = new(memory.Span[..anchorValues], _anchors.Rows, _anchors.Columns);
            candidates = new(memory.Span[anchorValues..], candidates.Rows, candidates.Columns);
        }

        Clear(_anchors);
        Clear(candidates);
        Candidates = batch.CandidatesAreAnchors ? _anchors : candidates;
    }

    /// <summary>Gets the sums of the candidates: those of the anchors when the candidates are the anchors. Empty when not wanted.</summary>
    public MatrixSpan Candidates { get; }

    /// <summary>Gets a value indicating whether the gradient of the anchors is wanted.</summary>
    public bool WantsAnchors => !_anchors.IsEmpty;

    public void Dispose() => _memory.Dispose();

    public void AddAnchors(scoped in ScoreTile tile, PairRelations relations)
    {
        if (!WantsAnchors)
        {
            return;
        }

        for (int i = 0; i < tile.Rows; i++)
        {
            Span<float> sum = _anchors[relations.GetRow(tile.First + i).Anchor];
            RowKernels.AddScaled(tile.GradientOf(i), 1, sum);
        }
    }

    public void WriteTo(in LossOutputs outputs, scoped in ScoreOperands operands, double factor)
    {
        Write(_anchors, operands.Anchors, operands.AnchorFacts, operands.Measure, outputs.AnchorGradients, outputs.Accumulate, factor);
        if (!outputs.CandidateGradients.IsEmpty)
        {
            Write(Candidates, operands.Candidates, operands.CandidateFacts, operands.Measure, outputs.CandidateGradients, outputs.Accumulate, factor);
        }
    }

    private static void Write(MatrixSpan sums, ReadOnlyMatrixSpan vectors, scoped in RowFacts facts, ScoreMeasure measure, MatrixSpan target, bool accumulate, double factor)
    {
        PullBackWork work = new(sums, vectors, facts, ScoreOperands.UsesUnitRows(measure), target, accumulate, factor);
        ComputeThreads.Run(work, work.Chunks, work.Nanoseconds);
    }

    private static void Clear(MatrixSpan matrix)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            matrix[row].Clear();
        }
    }
}
