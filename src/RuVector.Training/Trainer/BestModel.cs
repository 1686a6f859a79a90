using RuVector.Training.Curriculum;

namespace RuVector.Training.Trainer;

/// <summary>Remembers the best evaluation of a run, and how many in a row were not better.</summary>
internal sealed class BestModel(TrainerOptions options)
{
    /// <summary>Gets or sets the best metric; <see langword="null"/> before the first finite one.</summary>
    public double? Metric { get; set; }

    /// <summary>Gets or sets the number of steps after which it was found.</summary>
    public long Step { get; set; }

    /// <summary>Gets or sets the number of evaluations since then.</summary>
    public int Worse { get; set; }

    /// <summary>Gets or sets the parameters that were evaluated, where they are to be restored; else empty.</summary>
    public float[] Parameters { get; set; } = [];

    /// <summary>Gets a value indicating whether the run is to end early.</summary>
    public bool IsOver => options.EarlyStoppingPatience is { } patience && Worse >= patience;

    /// <summary>Takes an evaluation.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="parameters">The parameters that were evaluated.</param>
    /// <returns>Whether it is the best so far.</returns>
    public bool Observe(double metric, long step, ReadOnlySpan<float> parameters)
    {
        if (!IsBetter(metric))
        {
            Worse++;
            return false;
        }

        (Metric, Step, Worse) = (metric, step, 0);
        if (options.RestoreBest)
        {
            Parameters = parameters.ToArray();
        }

        return true;
    }

    private bool IsBetter(double metric) => double.IsFinite(metric)
        && (Metric is not { } best || (options.MetricGoal == MetricGoal.Maximize ? metric > best + options.EarlyStoppingMinDelta : metric < best - options.EarlyStoppingMinDelta));
}
