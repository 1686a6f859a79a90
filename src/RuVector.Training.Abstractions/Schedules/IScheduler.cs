namespace RuVector.Training;

/// <summary>A scalar that changes with the step: a learning-rate factor, a temperature, a margin, a loss weight.</summary>
/// <remarks>A pure function without state, so a resumed run continues exactly. Immutable and safe for concurrent use.</remarks>
public interface IScheduler : IScheduler<float>;
