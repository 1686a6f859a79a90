namespace RuVector.Training.Losses;

/// <summary>Where the settings of a composite take components, and the composite made of them.</summary>
internal static class CompositeParts
{
    public static IEnumerable<InnerSlot> Slots(CompositeOptions options)
    {
        foreach ((string name, CompositePartOptions part) in options.Parts)
        {
            yield return new InnerSlot(LossPath(name), TrainingSlots.Loss, part);
            yield return new InnerSlot(WeightPath(name), TrainingSlots.Scheduler, part.WeightScheduler) { IsRequired = false };
        }
    }

    public static CompositeLoss Create(CompositeOptions options, TrainingRunContext context, InnerComponents inner) => new(
        [.. options.Parts.Select(part => inner.Find<IScheduler>(WeightPath(part.Key)) is { } schedule
            ? new LossPart(part.Key, inner.Get<ILoss>(LossPath(part.Key)), schedule, part.Value.Weight)
            : new LossPart(part.Key, inner.Get<ILoss>(LossPath(part.Key)), part.Value.Weight))]);

    private static string LossPath(string name) => $"{nameof(CompositeOptions.Parts)}:{name}";

    private static string WeightPath(string name) => $"{LossPath(name)}:{nameof(CompositePartOptions.WeightScheduler)}";
}
