using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>A weighted sum of losses over the same batch.</summary>
/// <remarks>
/// <para><c>L = sum_k w_k(step) L_k</c>; each part reduces its own terms. Weights may follow a schedule: the training loop sets <see cref="Step"/>, or passes the step to the other overload, which also gives each part's result.</para>
/// <para>Every part must take the batch's relations and weights; what one refuses the composite refuses, before anything is written. Row values are the weighted sums of those of the parts. Terms are added; of each other count the largest
/// of any part is given, because all parts see the same rows. A part of weight 0 is still evaluated and reported.</para>
/// <para>Gradients are collected in memory of their own, as large as the outputs. Not thread safe while the step is being set; otherwise as thread safe as its parts.</para>
/// <para><see cref="Parameters"/> holds all that the parts learn: the parameter <c>log_scale</c> of the part <c>right</c> is <c>right.log_scale</c>, and the sets of the parts become views of it. A loss that learns
/// therefore belongs to one composite. Temperatures stay those of the parts, which a training loop finds by <see cref="Inner"/>.</para>
/// </remarks>
public sealed class CompositeLoss : ILossWrapper, IParameterized, IHasStep
{
    private readonly LossPart[] _parts;
    private readonly ILoss[] _inner;
    private long _step;

    /// <summary>Creates the loss.</summary>
    /// <param name="parts">The parts, at least one, each with a name of its own.</param>
    /// <exception cref="ArgumentException">There is no part, two have the same name, or one learns parameters that belong to another composite.</exception>
    public CompositeLoss(params LossPart[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _parts = [.. parts];
        if (_parts.Length == 0)
        {
            throw new ArgumentException("Expected at least one part, but got none.", nameof(parts));
        }

        string[] repeated = [.. _parts.GroupBy(static part => part.Name).Where(static group => group.Count() > 1).Select(static group => group.Key)];
        if (repeated.Length > 0)
        {
            throw new ArgumentException($"Expected parts with different names, but got '{repeated[0]}' twice.", nameof(parts));
        }

        _inner = [.. _parts.Select(static part => part.Loss)];
        Parameters = ParameterSet.Join(_parts
            .Where(static part => part.Loss is IParameterized)
            .Select(static part => KeyValuePair.Create(part.Name, ((IParameterized)part.Loss).Parameters))
            .DistinctBy(static part => part.Value));
    }

    /// <summary>Gets the parts.</summary>
    public IReadOnlyList<LossPart> Parts => _parts;

    /// <summary>Gets the losses of the parts.</summary>
    public IReadOnlyList<ILoss> Inner => _inner;

    /// <summary>Gets the parameters of all parts, by the name of the part and their own.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Gets or sets the steps taken so far, for weights that follow a schedule; a composite inside of this one has its own.</summary>
    /// <value>0 or more. The default value is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long Step
    {
        get => _step;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _step = value;
        }
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => Evaluate(batch, outputs, _step, []);

    /// <summary>Computes the loss at a step, and what each part gave.</summary>
    /// <param name="batch">Anchors, candidates and how they relate.</param>
    /// <param name="outputs">Where gradients and row values go.</param>
    /// <param name="step">Steps taken so far.</param>
    /// <param name="partResults">Overwritten with the result of each part, without its weight; empty when not wanted.</param>
    /// <returns>The weighted sum, and counts.</returns>
    /// <exception cref="ArgumentException">A part refuses the batch or the outputs, or there is not one result a part.</exception>
    /// <exception cref="NonFiniteValueException">An embedding holds NaN or an infinity.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs, long step, Span<LossResult> partResults)
    {
        if (!partResults.IsEmpty && partResults.Length != _parts.Length)
        {
            throw new ArgumentException($"Expected room for {_parts.Length} results, one for each part, but got {partResults.Length}.", nameof(partResults));
        }

        BatchGuard.Check(batch, outputs);
        using RentedArray<float> before = new(Parameters.Gradients.Length);
        Parameters.Gradients.CopyTo(before.Span);
        try
        {
            return Sum(batch, outputs, step, partResults);
        }
        catch
        {
            before.Span.CopyTo(Parameters.Gradients);
            throw;
        }
    }

    private LossResult Sum(in ContrastiveBatch batch, in LossOutputs outputs, long step, Span<LossResult> partResults)
    {
        MatrixSpan byAnchor = outputs.AnchorGradients;
        MatrixSpan byCandidate = outputs.CandidateGradients;
        int anchorValues = checked(byAnchor.Rows * byAnchor.Columns);
        int candidateValues = checked(byCandidate.Rows * byCandidate.Columns);
        int rows = outputs.RowValues.Length;
        using RentedArray<float> memory = new(checked(anchorValues + candidateValues + (2 * rows)));
        memory.Span.Clear();
        Span<float> rowSums = memory.Span.Slice(anchorValues + candidateValues, rows);
        MatrixSpan anchorSums = new(memory.Span[..anchorValues], byAnchor.Rows, byAnchor.Columns);
        MatrixSpan candidateSums = new(memory.Span.Slice(anchorValues, candidateValues), byCandidate.Rows, byCandidate.Columns);
        LossResult total = default;
        for (int k = 0; k < _parts.Length; k++)
        {
            float weight = _parts[k].WeightAt(step);
            LossOutputs partOutputs = new()
            {
                AnchorGradients = anchorSums,
                CandidateGradients = candidateSums,
                RowValues = memory.Span[^rows..],
                Accumulate = k > 0,
                Scale = outputs.Scale * weight,
            };
            LossResult result = _parts[k].Loss.Evaluate(batch, partOutputs);
            TensorPrimitives.MultiplyAdd(memory.Span[^rows..], weight, rowSums, rowSums);
            total = LossSums.Add(total, result with { Value = weight * result.Value });
            if (!partResults.IsEmpty)
            {
                partResults[k] = result;
            }
        }

        LossSums.Write(anchorSums, byAnchor, outputs.Accumulate);
        LossSums.Write(candidateSums, byCandidate, outputs.Accumulate);
        rowSums.CopyTo(outputs.RowValues);
        return total;
    }
}
