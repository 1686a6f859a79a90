using System.Globalization;

namespace RuVector.Training.Hosting;

/// <summary>A job is refused because as many jobs wait as may.</summary>
public sealed class TrainingQueueFullException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="capacity">How many jobs may wait.</param>
    /// <param name="retryAfter">When a place may be free, from now.</param>
    public TrainingQueueFullException(int capacity, TimeSpan retryAfter)
        : base(string.Create(CultureInfo.InvariantCulture, $"Expected a place in the queue, but {capacity} jobs wait, as many as may. Try again in {Math.Ceiling(retryAfter.TotalSeconds)} s.")) =>
        (Capacity, RetryAfter) = (capacity, retryAfter);

    /// <summary>Gets how many jobs may wait.</summary>
    public int Capacity { get; }

    /// <summary>Gets when a place may be free, from now: when the first of the running jobs should end at its speed so far, from 1 second to 1 hour.</summary>
    public TimeSpan RetryAfter { get; }
}
