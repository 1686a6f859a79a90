using System.Text.Json.Serialization;

namespace RuVector.Training.Trainer;

/// <summary>What a checkpoint holds of a run beside tensors: JSON in its metadata.</summary>
internal sealed record RunRecord
{
    /// <summary>Gets which run it is: what must be equal for another one to go on with it.</summary>
    public required IReadOnlyDictionary<string, string> Identity { get; init; }

    public required RunCounts Counts { get; init; }

    public required OptimizerRecord Optimizer { get; init; }

    public OptimizerRecord? LossOptimizer { get; init; }

    public MetricSchedulerState? MetricScheduler { get; init; }

    public BestRecord? Best { get; init; }

    /// <summary>Gets named numbers of the kind of training: where in the data it is, which snapshot it uses.</summary>
    public required IReadOnlyDictionary<string, long> Work { get; init; }
}

/// <summary>The best evaluation.</summary>
/// <param name="Metric">Its metric; <see langword="null"/> before the first finite one.</param>
/// <param name="Step">Steps done then.</param>
/// <param name="Worse">Evaluations since then.</param>
/// <param name="HasParameters">Whether its parameters are among the tensors.</param>
internal sealed record BestRecord(double? Metric, long Step, int Worse, bool HasParameters);

/// <summary>The state of an optimizer without its tensors, of which it has the lengths.</summary>
internal sealed record OptimizerRecord(string Kind, long StepCount, IReadOnlyList<SegmentRecord> Layout, IReadOnlyDictionary<string, int> Tensors, IReadOnlyDictionary<string, double> Scalars);

/// <summary>Name and sizes of a segment.</summary>
internal sealed record SegmentRecord(string Name, int[] Dimensions);

/// <summary>How a <see cref="RunRecord"/> is written.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunRecordContext : JsonSerializerContext;
