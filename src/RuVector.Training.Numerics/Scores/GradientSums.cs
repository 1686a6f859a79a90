namespace RuVector.Training.Numerics;

/// <summary>Gradients in the space of the operands (of unit rows under the cosine), summed over all rows; turned into gradients of the inputs at the end.</summary>
/// <remarks>The sums are taken in the outputs themselves; only a call that adds to what is there needs memory of its own.</remarks>
internal readonly ref struct GradientSums : IDisposable
{
    private readonly RentedArray<float> _memory;
    private readonly MatrixSpan _anchors;
    private readonly IndexRange _summedCandidates;

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

        _summedCandidates = batch.Relations.SharedNegatives;
        Clear(_anchors);
        if (!candidates.IsEmpty)
        {
            Clear(candidates.SliceRows(_summedCandidates.Start, _summedCandidates.Count));
        }

        Candidates = batch.CandidatesAreAnchors ? _anchors : candidates;
    }

    /// <summary>Gets the sums of the candidates: those of the anchors when the candidates are the anchors. Empty when not wanted; of other rows than the shared negatives undefined.</summary>
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

    /// <summary>Completes the sums and writes the gradients.</summary>
    /// <param name="outputs">Where the gradients go.</param>
    /// <param name="operands">The operands.</param>
    /// <param name="pairs">What the candidates still lack, in order.</param>
    /// <param name="factor">A factor of all gradients.</param>
    public void WriteTo(in LossOutputs outputs, scoped in ScoreOperands operands, scoped in CandidatePairs pairs, double factor)
    {
        PullBackWork.Run(new PullBackWork
        {
            Operands = operands,
            Vectors = operands.Anchors,
            Facts = operands.AnchorFacts,
            Sums = _anchors,
            Summed = new IndexRange(0, _anchors.Rows),
            Pairs = outputs.CandidateGradients.IsEmpty ? pairs : default, // the anchors are the candidates, or there are no pairs
            AddedTo = outputs.Accumulate ? outputs.AnchorGradients : default,
            Factor = factor,
        });
        if (!outputs.CandidateGradients.IsEmpty)
        {
            PullBackWork.Run(new PullBackWork
            {
                Operands = operands,
                Vectors = operands.Candidates,
                Facts = operands.CandidateFacts,
                Sums = Candidates,
                Summed = _summedCandidates,
                Pairs = pairs,
                AddedTo = outputs.Accumulate ? outputs.CandidateGradients : default,
                Factor = factor,
            });
        }
    }

    private static void Clear(MatrixSpan matrix)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            matrix[row].Clear();
        }
    }
}
