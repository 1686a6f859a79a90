using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>Gradients in the space of the operands, summed over all rows; turned into gradients of the inputs at the end.</summary>
internal readonly ref struct GradientSums : IDisposable
{
    private readonly RentedArray<float> _memory;
    private readonly MatrixSpan _anchors;

    public GradientSums(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        int anchorValues = outputs.AnchorGradients.IsEmpty ? 0 : checked(batch.Anchors.Rows * batch.Anchors.Columns);
        int candidateValues = outputs.CandidateGradients.IsEmpty ? 0 : checked(batch.Candidates.Rows * batch.Candidates.Columns);
        _memory = new RentedArray<float>(checked(anchorValues + candidateValues));
        _memory.Span.Clear();
        _anchors = anchorValues == 0 ? default : new(_memory.Span[..anchorValues], batch.Anchors.Rows, batch.Anchors.Columns);
        Candidates = batch.CandidatesAreAnchors ? _anchors
            : candidateValues == 0 ? default
            : new(_memory.Span[anchorValues..], batch.Candidates.Rows, batch.Candidates.Columns);
    }

    /// <summary>Gets the sums of the candidates: those of the anchors when the candidates are the anchors.</summary>
    public MatrixSpan Candidates { get; }

    public void Dispose() => _memory.Dispose();

    public void AddAnchors(scoped in ScoreTile tile, PairRelations relations, int first)
    {
        if (_anchors.IsEmpty)
        {
            return;
        }

        for (int i = 0; i < tile.Rows; i++)
        {
            Span<float> sum = _anchors[relations.GetRow(first + i).Anchor];
            TensorPrimitives.Add(sum, tile.GradientOf(i), sum);
        }
    }

    public void WriteTo(in LossOutputs outputs, scoped in ScoreOperands operands, double factor)
    {
        Write(_anchors, operands.Anchors, operands.AnchorLengths, outputs.AnchorGradients, outputs.Accumulate, factor);
        if (!outputs.CandidateGradients.IsEmpty)
        {
            Write(Candidates, operands.Candidates, operands.CandidateLengths, outputs.CandidateGradients, outputs.Accumulate, factor);
        }
    }

    private static void Write(MatrixSpan sums, ReadOnlyMatrixSpan vectors, ReadOnlySpan<double> lengths, MatrixSpan target, bool accumulate, double factor)
    {
        for (int row = 0; row < sums.Rows; row++)
        {
            Span<float> gradient = sums[row];
            if (lengths.IsEmpty)
            {
                TensorPrimitives.Multiply(gradient, (float)factor, gradient);
            }
            else
            {
                UnitRows.PullBack(vectors[row], lengths[row], factor, gradient);
            }

            if (accumulate)
            {
                TensorPrimitives.Add(gradient, target[row], target[row]);
            }
            else
            {
                gradient.CopyTo(target[row]);
            }
        }
    }
}
