using System.ComponentModel.DataAnnotations;

namespace RuVector.Training.Curriculum;

/// <summary>Settings that every schedule of the learning rate has.</summary>
public abstract class SchedulerOptions
{
    private protected SchedulerOptions()
    {
    }

    /// <summary>Gets or sets the number of steps in which the factor rises before the schedule begins.</summary>
    /// <value>From 0 to 1e15, and less than the total. The default value is 0.</value>
    [Range(0.0, 1e15)]
    public long WarmupSteps { get; set; }

    /// <summary>Gets or sets where the warm-up begins.</summary>
    /// <value>The default value is <see cref="WarmupStart.OneStep"/>.</value>
    [EnumDataType(typeof(WarmupStart))]
    public WarmupStart WarmupStart { get; set; }

    /// <summary>Gets or sets the number of steps of warm-up and schedule together.</summary>
    /// <value>From 1 to 1e15, or <see langword="null"/> (the default) for the steps of the run, <see cref="TrainingRunContext.TotalSteps"/>.</value>
    [Range(1.0, 1e15)]
    public long? TotalSteps { get; set; }
}
