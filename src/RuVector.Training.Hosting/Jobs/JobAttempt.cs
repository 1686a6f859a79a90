using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace RuVector.Training.Hosting.Jobs;

/// <summary>One try to bring a job to its end, from the queue on.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source holds nothing, and a late Cancel must not fail.")]
internal sealed class JobAttempt(Job job, ITrainingJobWork work, TrainingRun run)
{
    private readonly CancellationTokenSource _cancellation = new();
    private volatile bool _isCancelledByUser;

    public Job Job => job;

    public ITrainingJobWork Work => work;

    public TrainingRun Run => run;

    /// <summary>Gets the activity that submitted the job, to link that of the job to it.</summary>
    public ActivityContext Origin { get; } = Activity.Current?.Context ?? default;

    /// <summary>Gets what is completed at the end, when all else is done.</summary>
    public TaskCompletionSource<TrainingJob> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Token => _cancellation.Token;

    public bool IsCancelledByUser => _isCancelledByUser;

    public void Cancel(bool byUser)
    {
        _isCancelledByUser |= byUser;
        _ = _cancellation.CancelAsync(); // what is registered with the token runs elsewhere, and fails elsewhere
    }
}
