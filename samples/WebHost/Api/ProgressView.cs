using RuVector.Training.Trainer;

namespace WebHost.Api;

/// <summary>Where a run stands after a step, as clients see it.</summary>
internal sealed record ProgressView
{
    public long Step { get; init; }

    public long Steps { get; init; }

    public double? Loss { get; init; }

    public double? LearningRate { get; init; }

    public double? Temperature { get; init; }

    public double? GradientNorm { get; init; }

    /// <summary>Gets the mined negatives asked for each anchor.</summary>
    public int K { get; init; }

    /// <summary>Gets the metrics, when this step was evaluated, the one that is looked at first; empty otherwise.</summary>
    public IReadOnlyList<MetricView> Metrics { get; init; } = [];

    public int Samples { get; init; }

    public long SkippedSteps { get; init; }

    public long MiningShortage { get; init; }

    public double ElapsedSeconds { get; init; }

    public static ProgressView Of(TrainingProgress progress) => new()
    {
        Step = progress.Step,
        Steps = progress.TotalSteps,
        Loss = MetricView.Finite(progress.Loss),
        LearningRate = MetricView.Finite(progress.LearningRate),
        Temperature = MetricView.Finite(progress.Temperature),
        GradientNorm = MetricView.Finite(progress.GradientNorm),
        K = progress.NegativesPerAnchor,
        Metrics = [.. progress.Metrics.Select(MetricView.Of)],
        Samples = progress.Samples,
        SkippedSteps = progress.SkippedSteps,
        MiningShortage = progress.MiningShortage,
        ElapsedSeconds = progress.Elapsed.TotalSeconds,
    };
}
