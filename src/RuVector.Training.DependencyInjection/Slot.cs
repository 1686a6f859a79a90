using System.Collections.Immutable;

namespace RuVector.Training;

/// <summary>A section of the configuration whose key <c>Type</c> selects a component of one contract.</summary>
internal sealed record Slot(string Name, Type ServiceType, bool IsRequired)
{
    /// <summary>Key that selects the component.</summary>
    public const string TypeKey = "Type";

    /// <summary>Value of <see cref="TypeKey"/> that leaves an optional slot unused.</summary>
    public const string None = "None";

    public static ImmutableArray<Slot> All { get; } =
    [
        new(TrainingSlots.Loss, typeof(ILoss), IsRequired: true),
        new(TrainingSlots.Optimizer, typeof(IOptimizer), IsRequired: true),
        new(TrainingSlots.Scheduler, typeof(IScheduler), IsRequired: false),
        new(TrainingSlots.MetricScheduler, typeof(IMetricScheduler), IsRequired: false),
        new(TrainingSlots.Temperature, typeof(IScheduler), IsRequired: false),
        new(TrainingSlots.Curriculum, typeof(IScheduler<CurriculumStage>), IsRequired: false),
        new(TrainingSlots.Miner, typeof(INegativeMiner), IsRequired: false),
    ];

    /// <summary>Gets the path of the section, relative to the root section.</summary>
    public string Path { get; init; } = Name;

    /// <summary>Gets what the settings of the component around it select; <see langword="null"/> for a slot of a run.</summary>
    public ComponentSelection? Selection { get; init; }

    /// <summary>Gets the path of <see cref="TypeKey"/>, relative to the root section.</summary>
    public string TypePath => $"{Path}:{TypeKey}";

    public static Slot Of(string slot) =>
        All.FirstOrDefault(known => known.Name.Equals(slot, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"Expected a slot, but {Names.Unknown(slot, All.Select(static known => known.Name))}", nameof(slot));

    /// <summary>A place in the settings of a component, whose section is at a path.</summary>
    public static Slot Inside(string path, InnerSlot inner) =>
        Of(inner.Slot) with { Path = $"{path}:{inner.Path}", IsRequired = inner.IsRequired, Selection = inner.Selection };
}
