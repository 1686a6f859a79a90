namespace RuVector.Training.Trainer;

/// <summary>Where a run stands after a step.</summary>
/// <param name="Step">Steps done, from 1.</param>
/// <param name="TotalSteps">Steps of the whole run.</param>
/// <param name="Loss">Loss of the step's batch, before the update.</param>
/// <param name="Temperature">Temperature of the step, or <see langword="null"/> when the loss has none.</param>
/// <param name="NegativesPerAnchor">Mined negatives asked for each anchor.</param>
/// <param name="LearningRate">Learning rate of the step.</param>
/// <param name="GradientNorm">Global norm of the gradients before clipping.</param>
/// <param name="Elapsed">Time since the run began.</param>
public sealed record TrainingProgress(
    long Step,
    long TotalSteps,
    double Loss,
    float? Temperature,
    int NegativesPerAnchor,
    float LearningRate,
    double GradientNorm,
    TimeSpan Elapsed)
{
    /// <summary>Gets the metrics of the evaluation after this step, the one that is looked at (<see cref="TrainerOptions.Metric"/>) first; empty when there was none.</summary>
    public IReadOnlyList<TrainingMetric> Metrics { get; init; } = [];

    /// <summary>Gets the number of samples in the batches of the step.</summary>
    public int Samples { get; init; }

    /// <summary>Gets the steps that were skipped because of their gradients, up to now.</summary>
    public long SkippedSteps { get; init; }

    /// <summary>Gets the negatives that mining found fewer than it was asked for, up to now.</summary>
    public long MiningShortage { get; init; }

    /// <summary>Gets the metric that is looked at, when it was computed after this step.</summary>
    public double? Validation => Metrics.Count > 0 ? Metrics[0].Value : null;
}
