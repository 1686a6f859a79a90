namespace RuVector.Training;

/// <summary>Where a loss writes what it computes beside the value; what is left at its default is not wanted.</summary>
/// <remarks>Outputs must overlap neither the inputs nor each other. Columns of one matrix beside each other do not overlap.</remarks>
public readonly ref struct LossOutputs
{
    private readonly float? _scale;

    /// <summary>Gets where dL/dAnchors goes, shape <c>[N, D]</c>. When the candidates are the anchors it receives the gradient of both roles.</summary>
    public MatrixSpan AnchorGradients { get; init; }

    /// <summary>Gets where dL/dCandidates goes, shape <c>[M, D]</c>. Must be empty when the candidates are the anchors.</summary>
    public MatrixSpan CandidateGradients { get; init; }

    /// <summary>Gets where the unreduced value of each row of the relations goes, without weight; 0 for rows without a term.</summary>
    public Span<float> RowValues { get; init; }

    /// <summary>Gets a value indicating whether gradients are added to what is there; otherwise they overwrite it.</summary>
    public bool Accumulate { get; init; }

    /// <summary>Gets the factor of the gradients: a loss weight, or 1 / micro-batches. The value is not scaled.</summary>
    /// <value>Finite. The default value is 1.</value>
    public float Scale
    {
        get => _scale ?? 1f;
        init => _scale = value;
    }

    /// <summary>Gets a value indicating whether any gradient is wanted.</summary>
    public bool WantsGradients => !AnchorGradients.IsEmpty || !CandidateGradients.IsEmpty;
}
