using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>CosineRestarts</c>: from factor 1 to a minimum along half a wave of the cosine, again and again.</summary>
public sealed class CosineRestartsSchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor that each cycle goes towards.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }

    /// <summary>Gets or sets the number of cycles in the steps after the warm-up; not used when <see cref="CycleSteps"/> is given.</summary>
    /// <value>From 1 to 1,000,000. The default value is 3.</value>
    [Range(1, 1_000_000)]
    public int Cycles { get; set; } = 3;

    /// <summary>Gets or sets the number of steps of the first cycle; the cycles then go on for ever, and the schedule needs no total.</summary>
    /// <value>From 1 to 1e15, or <see langword="null"/> (the default) for <see cref="Cycles"/> in the steps after the warm-up.</value>
    [Range(1.0, 1e15)]
    public long? CycleSteps { get; set; }

    /// <summary>Gets or sets how many times as long as the one before each cycle is.</summary>
    /// <value>From 1 to 1000. The default value is 1.</value>
    [Range(1, CosineRestartsScheduler.MaximumCycleFactor)]
    public int CycleFactor { get; set; } = 1;
}

/// <summary>Checks the ranges of <see cref="CosineRestartsSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class CosineRestartsSchedulerOptionsValidator : IValidateOptions<CosineRestartsSchedulerOptions>;
