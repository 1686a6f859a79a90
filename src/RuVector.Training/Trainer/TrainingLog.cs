using Microsoft.Extensions.Logging;

namespace RuVector.Training.Trainer;

/// <summary>The events of a run. Their ids are stable.</summary>
internal static partial class TrainingLog
{
    [LoggerMessage(1, LogLevel.Information, "Run of {Steps} steps started: batches of {BatchSize}, {Parameters} parameters")]
    public static partial void Started(this ILogger logger, long steps, int batchSize, int parameters);

    [LoggerMessage(2, LogLevel.Information, "Resumed after step {Step}")]
    public static partial void Resumed(this ILogger logger, long step);

    [LoggerMessage(3, LogLevel.Information, "After step {Step}: {Metric} {Value} (best: {IsBest})")]
    public static partial void Evaluated(this ILogger logger, long step, string metric, double value, bool isBest);

    [LoggerMessage(4, LogLevel.Warning, "Step {Step} skipped: {SkippedSteps} so far")]
    public static partial void Skipped(this ILogger logger, long step, long skippedSteps);

    [LoggerMessage(5, LogLevel.Information, "Stopped early after step {Step}: {Evaluations} evaluations in a row were not better than {Best} after step {BestStep}")]
    public static partial void StoppedEarly(this ILogger logger, long step, int evaluations, double? best, long bestStep);

    [LoggerMessage(6, LogLevel.Information, "Restored the parameters of step {Step}, the best evaluation: {Value}")]
    public static partial void RestoredBest(this ILogger logger, long step, double? value);

    [LoggerMessage(7, LogLevel.Information, "Saved a checkpoint after step {Step} in {Milliseconds} ms")]
    public static partial void Saved(this ILogger logger, long step, double milliseconds);

    [LoggerMessage(8, LogLevel.Error, "The checkpoint after step {Step} was not saved: {Failures} failures so far")]
    public static partial void SaveFailed(this ILogger logger, Exception exception, long step, int failures);

    [LoggerMessage(9, LogLevel.Information, "Run finished after {Steps} steps in {Seconds} s: {SkippedSteps} skipped, {EmptySteps} empty")]
    public static partial void Finished(this ILogger logger, long steps, double seconds, long skippedSteps, long emptySteps);

    [LoggerMessage(10, LogLevel.Warning, "Run cancelled after {Steps} whole steps")]
    public static partial void Cancelled(this ILogger logger, long steps);

    [LoggerMessage(12, LogLevel.Warning, "Passed over a checkpoint that is damaged")]
    public static partial void PassedOver(this ILogger logger, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "Run failed in step {Step}")]
    public static partial void Failed(this ILogger logger, Exception exception, long step);
}
