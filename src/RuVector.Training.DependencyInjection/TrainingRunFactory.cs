namespace RuVector.Training;

/// <inheritdoc/>
internal sealed class TrainingRunFactory(RunPlanner planner) : ITrainingRunFactory
{
    public TrainingRun Create(string? profile = null, TrainingRunContext? context = null) => planner.Plan(profile, Slot.All).CreateAll(context);

    public TrainingRun Create(string? profile, IReadOnlyDictionary<string, string> overrides, TrainingRunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        return planner.Plan(profile, Slot.All, overrides).CreateAll(context);
    }

    public IReadOnlyList<string> FindProblems() => planner.FindProblems();
}
