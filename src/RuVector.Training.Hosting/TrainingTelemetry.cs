namespace RuVector.Training.Hosting;

/// <summary>Names by which metrics and activities of jobs are found.</summary>
public static class TrainingTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "RuVector.Training";

    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string ActivitySourceName = "RuVector.Training";
}
