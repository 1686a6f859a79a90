using System.Text.Json.Serialization;

namespace RuVector.Training.Hosting.Jobs;

/// <summary>How a job is written.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(TrainingJob))]
internal sealed partial class JobJsonContext : JsonSerializerContext;
