namespace RuVector.Training.Reports;

/// <summary>A figure before and after training.</summary>
/// <param name="Split">What it was measured on: "valid", "test".</param>
/// <param name="Metric">What was measured: "MRR", "median rank".</param>
/// <param name="Before">The figure of the untrained start; finite.</param>
/// <param name="After">The figure of the trained model; finite.</param>
/// <param name="HigherIsBetter">Whether more is better; <see langword="false"/> for ranks.</param>
public sealed record MetricComparison(string Split, string Metric, double Before, double After, bool HigherIsBetter = true)
{
    /// <summary>Gets a value indicating whether training made it better.</summary>
    public bool IsBetter => HigherIsBetter ? After > Before : After < Before;
}
