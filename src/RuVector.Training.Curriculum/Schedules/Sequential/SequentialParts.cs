namespace RuVector.Training.Curriculum;

/// <summary>Where the settings of a sequence take schedules, and the sequence made of them.</summary>
internal static class SequentialParts
{
    public static IEnumerable<InnerSlot> Slots(SequentialSchedulerOptions options) => options.Parts.Select((part, i) =>
        new InnerSlot(PathOf(i), TrainingSlots.Scheduler, part) { Context = context => context with { TotalSteps = part.Steps ?? StepsLeft(options, context) } });

    public static SequentialScheduler Create(SequentialSchedulerOptions options, InnerComponents inner) => new(
        options.Parts.Select((_, i) => inner.Get<IScheduler>(PathOf(i))),
        options.Parts.Take(options.Parts.Count - 1).Select((_, i) => StepsBefore(options, i + 1)));

    private static long? StepsLeft(SequentialSchedulerOptions options, TrainingRunContext context)
    {
        long before = StepsBefore(options, options.Parts.Count - 1);
        return context.TotalSteps <= before
            ? throw new InvalidOperationException(FormattableString.Invariant(
                $"Expected 1 or more steps for the last part of the schedule 'Sequential', but the parts before take {before} of the {context.TotalSteps} steps."))
            : context.TotalSteps - before;
    }

    private static long StepsBefore(SequentialSchedulerOptions options, int part) => options.Parts.Take(part).Sum(static before => before.Steps ?? 0);

    private static string PathOf(int part) => FormattableString.Invariant($"{nameof(SequentialSchedulerOptions.Parts)}:{part}");
}
