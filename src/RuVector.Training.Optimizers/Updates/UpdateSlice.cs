namespace RuVector.Training.Optimizers;

/// <summary>Consecutive parameters with their gradients and moments, all of one length (moments that a rule has no use for are empty), and their weight decay.</summary>
internal readonly ref struct UpdateSlice
{
    public required Span<float> Parameters { get; init; }

    public required ReadOnlySpan<float> Gradients { get; init; }

    public Span<float> First { get; init; }

    public Span<float> Second { get; init; }

    public Span<float> Third { get; init; }

    /// <summary>Gets the weight decay that is added to the gradient: <c>g + CoupledDecay * p</c>.</summary>
    public float CoupledDecay { get; init; }

    /// <summary>Gets the share that the parameters lose before the rule: <c>p - Decay * p</c>. A factor <c>1 - Decay</c> would round a small decay away.</summary>
    public required float Decay { get; init; }
}
