namespace RuVector.Training.Reports;

/// <summary>What was measured in one step: a line of <c>metrics.jsonl</c>.</summary>
/// <remarks>What does not apply is <see langword="null"/> and left out of the line.</remarks>
public sealed record StepMetrics
{
    /// <summary>Gets the step, from 0.</summary>
    public required long Step { get; init; }

    /// <summary>Gets the loss of the batch; finite.</summary>
    public required double Loss { get; init; }

    /// <summary>Gets the learning rate.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Gets the temperature of the loss.</summary>
    public double? Temperature { get; init; }

    /// <summary>Gets the number of mined negatives for each anchor.</summary>
    public int? NegativesPerAnchor { get; init; }

    /// <summary>Gets the metric on the validation split, where it was measured.</summary>
    public double? Validation { get; init; }

    /// <summary>Gets the time since the start of the run, in seconds.</summary>
    public double? Seconds { get; init; }
}
