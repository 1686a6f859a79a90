using RuVector.Training.Evaluation;

namespace RuVector.Training.Reports;

/// <summary>Checks that a report can be written: its numbers are finite, its steps ascend, its histograms have all bins.</summary>
internal static class ReportGuard
{
    public static void Check(TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        RequireFinite(report.Seconds ?? 0, "the duration", nameof(report));
        foreach (MetricComparison metric in report.Metrics)
        {
            RequireFinite(metric.Before, $"{metric.Split} {metric.Metric} before", nameof(report));
            RequireFinite(metric.After, $"{metric.Split} {metric.Metric} after", nameof(report));
        }

        if (report.Gain is { } gain)
        {
            RequireFinite(gain.Gain + gain.Lower + gain.Upper, "the gain", nameof(report));
        }

        foreach (SimilarityComparison similarity in report.Similarities)
        {
            Check(similarity.Before, $"{similarity.Split} similarities before", nameof(report));
            Check(similarity.After, $"{similarity.Split} similarities after", nameof(report));
        }

        foreach (HealthComparison health in report.Health)
        {
            Check(health.Before, $"{health.Of} health before", nameof(report));
            Check(health.After, $"{health.Of} health after", nameof(report));
        }

        foreach (Curve curve in report.Curves)
        {
            Check(curve);
        }
    }

    public static void Check(StepMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        RequireFinite(metrics.Loss, $"the loss of step {metrics.Step}", nameof(metrics));
        RequireFinite(metrics.LearningRate ?? 0, $"the learning rate of step {metrics.Step}", nameof(metrics));
        RequireFinite(metrics.Temperature ?? 0, $"the temperature of step {metrics.Step}", nameof(metrics));
        RequireFinite(metrics.Validation ?? 0, $"the validation metric of step {metrics.Step}", nameof(metrics));
        RequireFinite(metrics.Seconds ?? 0, $"the time of step {metrics.Step}", nameof(metrics));
    }

    private static void Check(Curve curve)
    {
        long last = -1;
        foreach (CurvePoint point in curve.Points)
        {
            RequireFinite(point.Value, $"curve '{curve.Name}' at step {point.Step}", nameof(curve));
            if (point.Step <= last)
            {
                throw new ArgumentException($"Expected ascending steps of 0 or more, but curve '{curve.Name}' has step {point.Step} after {last}.", nameof(curve));
            }

            last = point.Step;
        }
    }

    private static void Check(SimilarityResult result, string what, string paramName)
    {
        MarginStatistics margins = result.Margins;
        RequireFinite(
            result.Alignment + result.Positives.Mean + result.Negatives.Mean + margins.Mean + margins.LowerQuartile + margins.Median + margins.UpperQuartile + margins.PositiveShare, what, paramName);
        foreach (SimilarityHistogram histogram in (SimilarityHistogram[])[result.Positives, result.Negatives])
        {
            if (histogram.Counts.Count != SimilarityHistogram.BinCount || histogram.Counts.Any(static count => count < 0))
            {
                throw new ArgumentException($"Expected histograms of {SimilarityHistogram.BinCount} counts of 0 or more, but {what} have {histogram.Counts.Count}: {string.Join(", ", histogram.Counts)}.", paramName);
            }
        }
    }

    private static void Check(EmbeddingHealth health, string what, string paramName) => RequireFinite(health.EffectiveRank + health.Uniformity + health.MeanLength, what, paramName);

    private static void RequireFinite(double value, string what, string paramName)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected finite numbers, but {what} is {value}."), paramName);
        }
    }
}
