using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of a <see cref="CompetenceScheduler"/>, for a <see cref="CompetenceSampler"/>.</summary>
public sealed class CompetenceOptions
{
    /// <summary>Gets or sets the part of the examples that is allowed at step 0.</summary>
    /// <value>Above 0 and at most 1. The default value is 0.01.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float Initial { get; set; } = 0.01f;

    /// <summary>Gets or sets the number of steps until all examples are allowed.</summary>
    /// <value>From 1 to 1e15, or <see langword="null"/> (the default) for half of those of the run, and at least 1.</value>
    [Range(1.0, 1e15)]
    public long? Steps { get; set; }

    /// <summary>Gets or sets the power: 2 for the square root, 1 for the linear competence.</summary>
    /// <value>In [1, 100]. The default value is 2.</value>
    [Range(1.0, 100.0)]
    public double Power { get; set; } = 2;

    /// <summary>Creates the schedule that the settings describe; what they leave open comes from the run.</summary>
    /// <param name="context">What is known of the run.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    /// <exception cref="InvalidOperationException">Neither the settings nor the run have a number of steps.</exception>
    public CompetenceScheduler CreateSchedule(TrainingRunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        long steps = Steps ?? Math.Max(1, context.TotalSteps / 2 ?? throw RunLength.Unknown("Competence", nameof(Steps), nameof(context.TotalSteps)));
        return new CompetenceScheduler(Initial, steps, Power);
    }
}

/// <summary>Checks the ranges of <see cref="CompetenceOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class CompetenceOptionsValidator : IValidateOptions<CompetenceOptions>;
