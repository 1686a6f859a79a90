using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Tests;

/// <summary>A work that waits for the test, and reports the steps that the test wants.</summary>
internal sealed class GatedWork : ITrainingJobWork, IDisposable
{
    private readonly TaskCompletionSource<TrainingJobContext> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new();

    /// <summary>Gets what is completed when the work begins.</summary>
    public Task<TrainingJobContext> Started => _started.Task;

    /// <summary>Gets what the work does once it is let go.</summary>
    public Action<TrainingJobContext>? Then { get; init; }

    /// <summary>Gets a value indicating whether the work does not listen when it is cancelled.</summary>
    public bool IsDeaf { get; init; }

    public void Open() => _gate.TrySetResult();

    /// <summary>Lets the work go, however its test ended.</summary>
    public void Dispose() => Open();

    public TrainingJobResult Run(TrainingJobContext job, CancellationToken cancellationToken)
    {
        _started.TrySetResult(job);
        _gate.Task.Wait(IsDeaf ? CancellationToken.None : cancellationToken);
        Then?.Invoke(job);
        return new TrainingJobResult(new TrainingSummary());
    }

    public static TrainingProgress Step(long step, long total = 100, params TrainingMetric[] metrics) =>
        new(step, total, Loss: 1.0 / step, Temperature: 0.1f, NegativesPerAnchor: 3, LearningRate: 0.01f, GradientNorm: 2, Elapsed: TimeSpan.FromSeconds(step)) { Samples = 16, Metrics = metrics };
}
