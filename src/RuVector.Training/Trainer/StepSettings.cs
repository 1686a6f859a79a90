namespace RuVector.Training.Trainer;

/// <summary>The scheduled values of one step.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Temperature">Temperature of the loss, or <see langword="null"/> when it has none.</param>
/// <param name="NegativesPerAnchor">Negatives to mine for each anchor.</param>
/// <param name="LearningRate">Learning rate.</param>
internal readonly record struct StepSettings(long Step, float? Temperature, int NegativesPerAnchor, float LearningRate)
{
    /// <summary>Gets the number of the batch, from 0; a step is made of one or several.</summary>
    public long Batch { get; init; } = Step;
}
