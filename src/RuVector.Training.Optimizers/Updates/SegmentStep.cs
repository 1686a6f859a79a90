namespace RuVector.Training.Optimizers;

/// <summary>One step over one segment: a named tensor, or a whole vector that has no names.</summary>
internal readonly ref struct SegmentStep
{
    /// <summary>Gets which segment of the layout it is.</summary>
    public required int Segment { get; init; }

    /// <summary>Gets its shape.</summary>
    public required ParameterShape Shape { get; init; }

    /// <summary>Gets the parameters, in row-major order.</summary>
    public required Span<float> Parameters { get; init; }

    /// <summary>Gets their gradients, finite.</summary>
    public required ReadOnlySpan<float> Gradients { get; init; }

    /// <summary>Gets the learning rate of this segment.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Gets the weight decay of this segment.</summary>
    public required float WeightDecay { get; init; }

    /// <summary>Gets the number of the step, from 1.</summary>
    public required long Number { get; init; }
}
