using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Matryoshka: the first columns of the embeddings should do the work of all of them.</summary>
/// <remarks>
/// <para><c>L = sum_k w_k L'(first d_k columns) + w L'(all columns)</c>, L' any loss. A cosine is that of the truncated rows; nothing is copied, and the gradients of all truncations add up.</para>
/// <para>A dimension above that of the embeddings is refused. A row that is zero in its first columns is a zero row there. Row values are weighted sums. Terms are added; of each other count the largest
/// of any truncation is given. As thread safe as the inner loss, whose parameters are those of this one and whose temperature stays its own.</para>
/// <para>Source: Kusupati et al., "Matryoshka Representation Learning", 2022.</para>
/// </remarks>
public sealed class MatryoshkaLoss : ILossWrapper, IParameterized
{
    private readonly ILoss _inner;
    private readonly int[] _dimensions;
    private readonly float[] _weights;
    private readonly float _fullWeight;

    /// <summary>Creates the loss.</summary>
    /// <param name="inner">The loss of each truncation.</param>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">There is nothing to evaluate, a dimension occurs twice, or there is not one weight a dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension or a weight is out of its range.</exception>
    public MatryoshkaLoss(ILoss inner, MatryoshkaOptions options)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(options);
        (_inner, Inner, Parameters) = (inner, [inner], (inner as IParameterized)?.Parameters ?? new());
        _dimensions = [.. options.Dimensions];
        _weights = options.Weights.Count == 0 ? [.. _dimensions.Select(static _ => 1f)] : [.. options.Weights];
        _fullWeight = options.FullWeight;
        if (MatryoshkaProblem.Of(options).FirstOrDefault() is { } problem)
        {
            throw problem.ToException(nameof(options));
        }

        Array.Sort(_dimensions, _weights);
    }

    /// <summary>Gets the loss of each truncation, alone in a list.</summary>
    public IReadOnlyList<ILoss> Inner { get; }

    /// <summary>Gets the parameters of the inner loss; every truncation adds to their gradients.</summary>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The embeddings have fewer columns than the largest dimension, or the inner loss refuses the batch.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.Check(batch, outputs);
        int columns = batch.Anchors.Columns;
        int largest = _dimensions.Length == 0 ? 0 : _dimensions[^1];
        if (largest > columns && !batch.Anchors.IsEmpty)
        {
            throw new ArgumentException($"Expected embeddings of dimension {largest} or more, the largest of the Matryoshka dimensions, but got {columns}.", nameof(batch));
        }

        using RentedArray<float> memory = new(checked(2 * outputs.RowValues.Length));
        Span<float> rowSums = memory.Span[outputs.RowValues.Length..];
        rowSums.Clear();
        LossResult total = default;
        bool written = false;
        if (largest != columns && _fullWeight > 0)
        {
            total = Evaluate(batch, outputs, columns, _fullWeight, memory.Span, ref written);
        }

        for (int k = _dimensions.Length - 1; k >= 0; k--)
        {
            total = LossSums.Add(total, Evaluate(batch, outputs, Math.Min(_dimensions[k], columns), _weights[k], memory.Span, ref written));
        }

        rowSums.CopyTo(outputs.RowValues);
        return total;
    }

    private static void ClearRest(MatrixSpan gradients, int columns)
    {
        if (gradients.Columns > columns)
        {
            gradients.SliceColumns(columns, gradients.Columns - columns).Fill(0);
        }
    }

    /// <summary>Evaluates one truncation; the first one, the largest, overwrites gradients where the caller wants that.</summary>
    private LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs, int columns, float weight, Span<float> rows, ref bool written)
    {
        ReadOnlyMatrixSpan anchors = batch.Anchors.SliceColumns(0, columns);
        ContrastiveBatch truncated = batch.CandidatesAreAnchors
            ? new(anchors, batch.Relations) { AnchorWeights = batch.AnchorWeights }
            : new(anchors, batch.Candidates.SliceColumns(0, Math.Min(columns, batch.Candidates.Columns)), batch.Relations) { AnchorWeights = batch.AnchorWeights };
        Span<float> rowValues = rows[..(rows.Length / 2)];
        LossOutputs truncatedOutputs = new()
        {
            AnchorGradients = outputs.AnchorGradients.IsEmpty ? default : outputs.AnchorGradients.SliceColumns(0, columns),
            CandidateGradients = outputs.CandidateGradients.IsEmpty ? default : outputs.CandidateGradients.SliceColumns(0, columns),
            RowValues = rowValues,
            Accumulate = outputs.Accumulate || written,
            Scale = outputs.Scale * weight,
        };
        LossResult result = _inner.Evaluate(truncated, truncatedOutputs);
        if (!truncatedOutputs.Accumulate)
        {
            ClearRest(outputs.AnchorGradients, columns);
            ClearRest(outputs.CandidateGradients, columns);
        }

        written = true;
        TensorPrimitives.MultiplyAdd(rowValues, weight, rows[(rows.Length / 2)..], rows[(rows.Length / 2)..]);
        return result with { Value = weight * result.Value };
    }
}
