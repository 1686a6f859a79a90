namespace RuVector.Training;

/// <summary>The selected components of a profile with checked settings, ready to be made.</summary>
internal sealed class RunPlan(ProfileSettings settings, IReadOnlyList<(SettingsSection Section, object Options)> sections, IReadOnlyList<PlannedPart> parts)
{
    public TrainingRunContext Extend(TrainingRunContext? context) =>
        sections.Aggregate(context ?? new TrainingRunContext(), static (extended, section) => section.Section.Extend(extended, section.Options));

    public object Settings(Type optionsType) => sections.First(section => section.Section.OptionsType == optionsType).Options;

    public object? Create(string slot, TrainingRunContext context) => parts.FirstOrDefault(part => part.Slot.Name == slot)?.Create(context);

    public TrainingRun CreateAll(TrainingRunContext? context)
    {
        TrainingRunContext extended = Extend(context);
        ILoss loss = (ILoss)Create(TrainingSlots.Loss, extended)!;
        Dictionary<string, string> selected = parts.ToDictionary(static part => part.Slot.Name, static part => part.Name, StringComparer.OrdinalIgnoreCase);
        bool learns = loss is IParameterized { Parameters.Segments.Length: > 0 };
        return new TrainingRun
        {
            Loss = loss,
            Optimizer = (IOptimizer)Create(TrainingSlots.Optimizer, extended)!,
            LossOptimizer = learns ? (IOptimizer)Create(TrainingSlots.Optimizer, extended)! : null,
            Scheduler = (IScheduler?)Create(TrainingSlots.Scheduler, extended),
            MetricScheduler = (IMetricScheduler?)Create(TrainingSlots.MetricScheduler, extended),
            Temperature = (IScheduler?)Create(TrainingSlots.Temperature, extended),
            Curriculum = (IScheduler<CurriculumStage>?)Create(TrainingSlots.Curriculum, extended),
            Miner = (INegativeMiner?)Create(TrainingSlots.Miner, extended),
            Profile = settings.Profile,
            Context = extended,
            Selected = selected,
            Configuration = settings.UsedBy(selected, [.. sections.Where(static section => section.Section.IsOfHost).Select(static section => section.Section.Name)]),
            Sections = sections.ToDictionary(static section => section.Section.OptionsType, static section => section.Options),
        };
    }
}

/// <summary>One selected component.</summary>
internal sealed record PlannedPart(Slot Slot, string Name, Func<TrainingRunContext, object> Create);
