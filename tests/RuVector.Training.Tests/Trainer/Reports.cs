using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>Keeps what a run reports, in order and on the caller's thread.</summary>
internal sealed class Reports(Action<TrainingProgress>? then = null) : List<TrainingProgress>, IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        Add(value);
        then?.Invoke(value);
    }
}
