using Microsoft.Extensions.Logging;

namespace RuVector.Training.AI;

/// <summary>The events of a trained adapter in use. Their ids are stable.</summary>
internal static partial class TrainedAdapterLog
{
    [LoggerMessage(1, LogLevel.Information, "Took the adapter {Path}, from dimension {InputDimension} to {OutputDimension}")]
    public static partial void Taken(this ILogger logger, string path, int inputDimension, int outputDimension);

    [LoggerMessage(2, LogLevel.Warning, "The adapter {Path} was not taken, the last good one stays in use: {Failures} failures so far")]
    public static partial void Refused(this ILogger logger, Exception exception, string path, long failures);
}
