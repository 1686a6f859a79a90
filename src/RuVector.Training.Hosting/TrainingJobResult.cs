using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting;

/// <summary>What came out of a job, besides the files in its folder.</summary>
/// <param name="Summary">What the run did, and what it left out.</param>
public sealed record TrainingJobResult(TrainingSummary Summary)
{
    /// <summary>Gets the metrics of the untrained model; empty without an evaluation.</summary>
    public IReadOnlyList<TrainingMetric> Before { get; init; } = [];

    /// <summary>Gets the metrics of the trained model; empty without an evaluation.</summary>
    public IReadOnlyList<TrainingMetric> After { get; init; } = [];
}
