using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>MultiStep</c>: a staircase from factor 1 towards a minimum, whose stairs begin at given steps. It needs no total.</summary>
public sealed class MultiStepSchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor that the schedule falls towards.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }

    /// <summary>Gets or sets what each milestone leaves of the distance to the minimum.</summary>
    /// <value>Above 0 and at most 1. The default value is 0.1.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Factor { get; set; } = 0.1;

    /// <summary>Gets the steps at which <see cref="Factor"/> applies, counted from the end of the warm-up.</summary>
    /// <value>At least one, in ascending order, the first 1 or more. Empty by default.</value>
    public IList<long> Milestones { get; } = [];
}

/// <summary>Checks the ranges of <see cref="MultiStepSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class MultiStepSchedulerOptionsValidator : IValidateOptions<MultiStepSchedulerOptions>;

/// <summary>Checks that there are milestones and that they ascend.</summary>
internal sealed class MultiStepMilestonesValidator : IValidateOptions<MultiStepSchedulerOptions>
{
    public ValidateOptionsResult Validate(string? name, MultiStepSchedulerOptions options)
    {
        string? problem = options.Milestones.Count == 0 ? "Expected at least one milestone, but got none." : ScheduleGuard.MilestoneProblem(options.Milestones);
        return problem is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail($"{nameof(options.Milestones)}: {problem}");
    }
}
