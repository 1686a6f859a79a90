using Microsoft.Extensions.Logging;
using RuVector.Training.Hosting.Observability;

namespace RuVector.Training.Hosting.Jobs;

/// <summary>What the service does now and then: looks at the configuration, and removes jobs that are not kept any longer.</summary>
internal sealed class Housekeeper(ConfigurationWatch configuration, TimeProvider time, ILogger logger)
{
    private long _lastBeat;

    /// <summary>Gets the time since the service started or last kept house; <see langword="null"/> before the host has started.</summary>
    public TimeSpan? SinceLastBeat => Volatile.Read(ref _lastBeat) is var beat && beat == 0 ? null : time.GetElapsedTime(beat);

    public void Beat() => Volatile.Write(ref _lastBeat, time.GetTimestamp());

    /// <summary>Keeps house once. Does not fail.</summary>
    public void Keep(JobTable table, TrainingServiceOptions options)
    {
        try
        {
            _ = configuration.Check();
            foreach (Job job in Retention.Superfluous(table.All(), options, time.GetUtcNow()))
            {
                RemoveQuietly(table, job);
            }
        }
        catch (Exception e)
        {
            logger.HousekeepingFailed(e);
        }

        Beat();
    }

    /// <summary>Removes a job that has ended, with its folder.</summary>
    /// <returns>Whether it had ended.</returns>
    /// <exception cref="IOException">The folder cannot be removed.</exception>
    public bool Remove(JobTable table, Job job)
    {
        if (!table.Remove(job))
        {
            return false;
        }

        JobFiles.Delete(job);
        logger.Removed(job.Record.Id, job.Record.State);
        return true;
    }

    private void RemoveQuietly(JobTable table, Job job)
    {
        try
        {
            Remove(table, job);
        }
        catch (IOException e)
        {
            logger.NotRemoved(e, job.Record.Id);
        }
    }
}
