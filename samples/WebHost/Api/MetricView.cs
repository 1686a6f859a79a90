using RuVector.Training.Trainer;

namespace WebHost.Api;

/// <summary>A figure of an evaluation; <see langword="null"/> for one that is not finite, which JSON has no word for.</summary>
internal sealed record MetricView(string Name, double? Value)
{
    public static MetricView Of(TrainingMetric metric) => new(metric.Name, Finite(metric.Value));

    public static IReadOnlyList<MetricView>? Of(IReadOnlyList<TrainingMetric>? metrics) => metrics is null ? null : [.. metrics.Select(Of)];

    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
