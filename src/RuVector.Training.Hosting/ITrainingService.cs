using Microsoft.Extensions.Options;
using RuVector.Training.Checkpoints;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting;

/// <summary>Runs training jobs in a host: a bounded queue, so many at once, in the order in which they were submitted.</summary>
/// <remarks>
/// <para>A singleton, safe for concurrent use, from the start of the host to its end. Each job trains on a thread of its own and ends with the bits of a run alone.</para>
/// <para>What a job throws ends that job, never the host. When the host stops, running jobs save their last whole step and, like those that wait, become <see cref="TrainingJobState.Interrupted"/>.</para>
/// </remarks>
public interface ITrainingService
{
    /// <summary>Submits a job.</summary>
    /// <param name="request">What it does, and with which settings. Its run is created here, from the configuration as it is now.</param>
    /// <returns>The job, queued or already running.</returns>
    /// <exception cref="ArgumentException">The id is not one (<see cref="TrainingJobId"/>).</exception>
    /// <exception cref="TrainingQueueFullException">As many jobs wait as may.</exception>
    /// <exception cref="OptionsValidationException">The configuration, the profile or an override has problems; all are listed.</exception>
    /// <exception cref="InvalidOperationException">There is a job of this id, a part of the run does not fit the others, or the host has not started or is stopping.</exception>
    /// <exception cref="IOException">The folder of the job cannot be written.</exception>
    TrainingJob Submit(TrainingJobRequest request);

    /// <summary>Submits a job anew that failed, was cancelled or interrupted; it goes on from its newest checkpoint, with the same profile and overrides.</summary>
    /// <param name="id">Id of the job.</param>
    /// <param name="work">What it does; <see langword="null"/> for what it did before, which is known in the process that it was submitted to.</param>
    /// <returns>The job, queued or already running.</returns>
    /// <remarks>The run is created from the configuration as it is now; where that makes another run of it, the job fails with a <see cref="CheckpointException"/> that says what differs.</remarks>
    /// <exception cref="ArgumentException">There is no job of this id.</exception>
    /// <exception cref="InvalidOperationException">The job waits, runs or succeeded; its work is not known; or the host has not started or is stopping.</exception>
    /// <exception cref="TrainingQueueFullException">As many jobs wait as may.</exception>
    /// <exception cref="OptionsValidationException">The configuration, the profile or an override has problems; all are listed.</exception>
    TrainingJob Resume(string id, ITrainingJobWork? work = null);

    /// <summary>Cancels a job. One that waits ends at once; one that runs saves its last whole step and ends soon after.</summary>
    /// <param name="id">Id of the job.</param>
    /// <returns>Whether it waited or ran.</returns>
    /// <exception cref="ArgumentException">There is no job of this id.</exception>
    bool Cancel(string id);

    /// <summary>Removes a job that has ended, with its folder.</summary>
    /// <param name="id">Id of the job.</param>
    /// <returns>Whether it had ended; otherwise it stays.</returns>
    /// <exception cref="ArgumentException">There is no job of this id.</exception>
    /// <exception cref="IOException">The folder cannot be removed; the job is gone until the host starts again.</exception>
    bool Remove(string id);

    /// <summary>Finds a job.</summary>
    /// <param name="id">Any text.</param>
    /// <returns>The job as it is now; <see langword="null"/> when there is none.</returns>
    TrainingJob? Find(string? id);

    /// <summary>Lists all jobs, the one submitted first first.</summary>
    /// <returns>The jobs as they are now.</returns>
    IReadOnlyList<TrainingJob> List();

    /// <summary>Waits for the end of a job, or of its attempt under way.</summary>
    /// <param name="id">Id of the job.</param>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <returns>The job as it ended.</returns>
    /// <exception cref="ArgumentException">There is no job of this id.</exception>
    Task<TrainingJob> WaitAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Watches a job: the steps so far after a given one, then each step as it is taken, to the end of the attempt.</summary>
    /// <param name="id">Id of the job.</param>
    /// <param name="afterStep">The step after which to begin; 0 for all of them.</param>
    /// <param name="cancellationToken">Ends the watching, not the job.</param>
    /// <returns>Steps in ascending order. For one who is too slow the oldest that wait are dropped, never the last one; a long past is thinned out. The trainer never waits.</returns>
    /// <exception cref="ArgumentException">There is no job of this id.</exception>
    IAsyncEnumerable<TrainingProgress> WatchAsync(string id, long afterStep = 0, CancellationToken cancellationToken = default);
}
