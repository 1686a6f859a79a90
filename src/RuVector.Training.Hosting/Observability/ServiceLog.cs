using Microsoft.Extensions.Logging;

namespace RuVector.Training.Hosting.Observability;

/// <summary>The events of the service. Their ids are stable; those of the runs themselves are below 100.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(100, LogLevel.Information, "Job {JobId} submitted, profile '{Profile}'")]
    public static partial void Submitted(this ILogger logger, string jobId, string profile);

    [LoggerMessage(101, LogLevel.Information, "Job {JobId} started, attempt {Attempt}")]
    public static partial void Started(this ILogger logger, string jobId, int attempt);

    [LoggerMessage(102, LogLevel.Information, "Job {JobId} succeeded after {Steps} steps")]
    public static partial void Succeeded(this ILogger logger, string jobId, long steps);

    [LoggerMessage(103, LogLevel.Error, "Job {JobId} failed after {Steps} steps")]
    public static partial void Failed(this ILogger logger, Exception? exception, string jobId, long steps);

    [LoggerMessage(104, LogLevel.Information, "Job {JobId} cancelled after {Steps} steps")]
    public static partial void Cancelled(this ILogger logger, string jobId, long steps);

    [LoggerMessage(105, LogLevel.Warning, "Job {JobId} interrupted after {Steps} steps, because the host stops")]
    public static partial void Interrupted(this ILogger logger, string jobId, long steps);

    [LoggerMessage(106, LogLevel.Warning, "A job was refused: {Capacity} jobs wait, as many as may")]
    public static partial void QueueFull(this ILogger logger, int capacity);

    [LoggerMessage(107, LogLevel.Error, "The configuration has {Count} problems; jobs that they concern are refused, those that run go on: {Problems}")]
    public static partial void ConfigurationInvalid(this ILogger logger, int count, string problems);

    [LoggerMessage(108, LogLevel.Information, "The configuration is valid again")]
    public static partial void ConfigurationValid(this ILogger logger);

    [LoggerMessage(109, LogLevel.Error, "The state of job {JobId}, {State}, was not saved")]
    public static partial void StateNotSaved(this ILogger logger, Exception exception, string jobId, TrainingJobState state);

    [LoggerMessage(110, LogLevel.Error, "The state of job {JobId} cannot be read; its folder stays as it is")]
    public static partial void StateUnreadable(this ILogger logger, Exception exception, string jobId);

    [LoggerMessage(111, LogLevel.Information, "Job {JobId}, {State}, removed")]
    public static partial void Removed(this ILogger logger, string jobId, TrainingJobState state);

    [LoggerMessage(112, LogLevel.Error, "The folder of job {JobId} was not removed")]
    public static partial void NotRemoved(this ILogger logger, Exception exception, string jobId);

    [LoggerMessage(113, LogLevel.Error, "Job {JobId} did not end while the host stopped, and was given up")]
    public static partial void Abandoned(this ILogger logger, string jobId);

    [LoggerMessage(114, LogLevel.Information, "{Jobs} jobs found in {Folder}, {Interrupted} of them interrupted")]
    public static partial void Loaded(this ILogger logger, int jobs, string folder, int interrupted);

    [LoggerMessage(115, LogLevel.Error, "The service could not do its housekeeping")]
    public static partial void HousekeepingFailed(this ILogger logger, Exception exception);
}
