namespace RuVector.Training.Trainer;

/// <summary>A figure of an evaluation.</summary>
/// <param name="Name">Its name: "MRR".</param>
/// <param name="Value">Its value. One that is not finite is never the best.</param>
public readonly record struct TrainingMetric(string Name, double Value);
