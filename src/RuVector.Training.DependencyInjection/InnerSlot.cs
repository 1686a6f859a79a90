namespace RuVector.Training;

/// <summary>A place in the settings of a component that takes a component of its own.</summary>
/// <param name="Path">Where it is, relative to the section of the component: the names of the properties and the keys of lists, with <c>:</c> between them.</param>
/// <param name="Slot">What it takes: the components of this slot, one of <see cref="TrainingSlots"/>.</param>
/// <param name="Selection">What the settings say so far.</param>
public sealed record InnerSlot(string Path, string Slot, ComponentSelection Selection)
{
    /// <summary>Gets a value indicating whether something must be selected.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool IsRequired { get; init; } = true;

    /// <summary>Gets what the component there is told of the run, from what the one around it is told: a part of a sequence of schedules takes its own steps for those of the run.</summary>
    /// <value>The default value is <see langword="null"/>: the same.</value>
    public Func<TrainingRunContext, TrainingRunContext>? Context { get; init; }
}
