namespace RuVector.Training.Reports;

/// <summary>How a quantity went over the steps of a run.</summary>
/// <param name="Name">What it is, as a reader would say it: "Loss", "Validation MRR".</param>
/// <param name="Points">The points, in ascending order of the step.</param>
public sealed record Curve(string Name, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>Takes a quantity out of the metrics of a run; steps that lack it are left out.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="steps">The metrics, in ascending order of the step.</param>
    /// <param name="quantity">The quantity of one step.</param>
    /// <returns>The curve.</returns>
    public static Curve Of(string name, IEnumerable<StepMetrics> steps, Func<StepMetrics, double?> quantity)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(quantity);
        return new(name, [.. steps.Where(step => quantity(step) is not null).Select(step => new CurvePoint(step.Step, quantity(step)!.Value))]);
    }
}
