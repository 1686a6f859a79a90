using System.Text.Json.Serialization;

namespace RuVector.Training.Reports;

/// <summary>Generated JSON writer of <see cref="TrainingReport"/>: indented, in the order of the declaration.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainingReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;

/// <summary>Generated JSON writer of <see cref="StepMetrics"/>: one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StepMetrics))]
internal sealed partial class StepMetricsJsonContext : JsonSerializerContext;
