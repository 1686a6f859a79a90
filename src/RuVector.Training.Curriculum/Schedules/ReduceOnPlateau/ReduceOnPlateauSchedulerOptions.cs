using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of <see cref="ReduceOnPlateauScheduler"/>.</summary>
public sealed class ReduceOnPlateauSchedulerOptions
{
    /// <summary>Gets or sets which way the metric improves.</summary>
    /// <value>The default value is <see cref="MetricGoal.Minimize"/>.</value>
    [EnumDataType(typeof(MetricGoal))]
    public MetricGoal Goal { get; set; }

    /// <summary>Gets or sets what a reduction leaves of the factor.</summary>
    /// <value>Above 0 and below 1. The default value is 0.1.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Reduction { get; set; } = 0.1;

    /// <summary>Gets or sets the number of bad metrics in a row that are put up with; the next one reduces the factor.</summary>
    /// <value>0 or more. The default value is 10.</value>
    [Range(0, int.MaxValue)]
    public int Patience { get; set; } = 10;

    /// <summary>Gets or sets how much better than the best a metric must be to be a good one.</summary>
    /// <value>Finite, 0 or more. The default value is 1e-4.</value>
    [Range(0.0, double.MaxValue)]
    public double Threshold { get; set; } = 1e-4;

    /// <summary>Gets or sets what <see cref="Threshold"/> is measured by.</summary>
    /// <value>The default value is <see cref="Curriculum.ThresholdKind.Relative"/>.</value>
    [EnumDataType(typeof(ThresholdKind))]
    public ThresholdKind ThresholdKind { get; set; }

    /// <summary>Gets or sets the number of metrics after a reduction that do not count as bad.</summary>
    /// <value>0 or more. The default value is 0.</value>
    [Range(0, int.MaxValue)]
    public int Cooldown { get; set; }

    /// <summary>Gets or sets the factor that reductions do not go below.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }

    /// <summary>Gets or sets the least change of the factor that is made; a smaller one is left out.</summary>
    /// <value>In [0, 1]. The default value is 1e-8.</value>
    [Range(0.0, 1.0)]
    public double MinimumChange { get; set; } = 1e-8;

    /// <summary>Gets or sets a value indicating whether a metric that is NaN or infinite is an error; otherwise it counts as a bad one.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool RefuseNonFinite { get; set; }
}

/// <summary>Checks the ranges of <see cref="ReduceOnPlateauSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ReduceOnPlateauSchedulerOptionsValidator : IValidateOptions<ReduceOnPlateauSchedulerOptions>;
