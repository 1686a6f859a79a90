namespace RuVector.Training;

/// <inheritdoc/>
internal sealed class TrainingFactory<T>(RunPlanner planner, string slot) : ITrainingFactory<T>
    where T : class
{
    private readonly Slot[] _slots = [Slot.Of(slot) with { IsRequired = true }];

    public T Create(string? profile = null, TrainingRunContext? context = null)
    {
        RunPlan plan = planner.Plan(profile, _slots);
        return (T)plan.Create(slot, plan.Extend(context))!;
    }
}
