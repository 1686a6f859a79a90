namespace RuVector.Training.Benchmarks;

/// <summary>The time of one call.</summary>
/// <param name="Seconds">Seconds of the wall clock a call.</param>
/// <param name="Undisturbed">Whether the calling thread had its core for at least 98 % of the time; meaningless where other threads of the pool work too.</param>
internal readonly record struct Sample(double Seconds, bool Undisturbed);
