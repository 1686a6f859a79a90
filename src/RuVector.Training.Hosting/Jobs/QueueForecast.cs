using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Jobs;

/// <summary>Says when a place in the queue may be free.</summary>
internal static class QueueForecast
{
    private static readonly TimeSpan _unknown = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _most = TimeSpan.FromHours(1);

    /// <summary>Gets the time until the first of some running jobs ends, at its speed so far, in [1 second, 1 hour]; 10 seconds where no speed is known.</summary>
    public static TimeSpan FirstEnd(IEnumerable<JobProgress> running)
    {
        TimeSpan first = running.Select(static job => job.Last is { } last ? Left(last, job.StepsOfAttempt) : _unknown).DefaultIfEmpty(_unknown).Min();
        return first < _least ? _least : first > _most ? _most : first;
    }

    private static TimeSpan Left(TrainingProgress last, long steps)
    {
        double seconds = last.Elapsed.TotalSeconds / Math.Max(1, steps) * (last.TotalSteps - last.Step);
        return TimeSpan.FromSeconds(Math.Min(seconds, _most.TotalSeconds));
    }
}
