using System.ComponentModel.DataAnnotations;

namespace RuVector.Training.Curriculum;

/// <summary>One part of <see cref="SequentialSchedulerOptions"/>: which schedule (the key <c>Type</c>), and for how many steps.</summary>
public sealed class SequentialPartOptions : ComponentSelection
{
    /// <summary>Gets or sets the number of steps of the part, which its schedule takes for those of the run.</summary>
    /// <value>From 1 to 1e15. The last part may leave it out, for what is left of the run; all others need one.</value>
    [Range(1.0, 1e15)]
    public long? Steps { get; set; }
}
