using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="MuonOptimizer"/>.</summary>
public sealed class MuonOptions
{
    /// <summary>Gets or sets the learning rate.</summary>
    /// <value>Finite, 0 or more. The default value is 0.001.</value>
    [Interval(0)]
    public float LearningRate { get; set; } = 0.001f;

    /// <summary>Gets or sets how the learning rate depends on the shape of a matrix.</summary>
    /// <value>The default value is <see cref="MuonRateAdjustment.Original"/>.</value>
    [EnumDataType(typeof(MuonRateAdjustment))]
    public MuonRateAdjustment RateAdjustment { get; set; }

    /// <summary>Gets or sets the decay rate of the average gradient of a matrix.</summary>
    /// <value>In [0, 1). The default value is 0.95.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Momentum { get; set; } = 0.95f;

    /// <summary>Gets or sets a value indicating whether to look ahead: the gradient is averaged in once more.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Nesterov { get; set; } = true;

    /// <summary>Gets or sets the least norm that a direction counts with: a shorter one is not made orthogonal, and 0 stays 0.</summary>
    /// <value>Finite, above 0. The default value is 1e-7.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float Epsilon { get; set; } = 1e-7f;

    /// <summary>Gets or sets the decoupled weight decay, of all parameters: a step first takes this share, times the learning rate of the tensor, from them.</summary>
    /// <value>Finite, 0 or more; times the learning rate below 1. The default value is 0.1.</value>
    [Interval(0)]
    public float WeightDecay { get; set; } = 0.1f;

    /// <summary>Gets or sets the learning rate of the tensors that are not matrices, and are stepped by AdamW, as a factor of <see cref="LearningRate"/>.</summary>
    /// <value>In [0, 1]. The default value is 1.</value>
    [Interval(0, 1)]
    public float AdamLearningRateFactor { get; set; } = 1f;

    /// <summary>Gets or sets AdamW's decay rate of the average gradient, beta1.</summary>
    /// <value>In [0, 1). The default value is 0.9.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float AdamBeta1 { get; set; } = 0.9f;

    /// <summary>Gets or sets AdamW's decay rate of the average squared gradient, beta2.</summary>
    /// <value>In [0, 1). The default value is 0.999.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float AdamBeta2 { get; set; } = 0.999f;

    /// <summary>Gets or sets what AdamW adds to the root of the average squared gradient.</summary>
    /// <value>Finite, above 0. The default value is 1e-8.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float AdamEpsilon { get; set; } = 1e-8f;
}

/// <summary>Checks the ranges of <see cref="MuonOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class MuonOptionsValidator : IValidateOptions<MuonOptions>;

/// <summary>Checks the relation between settings of <see cref="MuonOptions"/>.</summary>
internal sealed class MuonRelationsValidator : IValidateOptions<MuonOptions>
{
    public ValidateOptionsResult Validate(string? name, MuonOptions options) => DecoupledDecayRelation.Check(options.LearningRate, options.WeightDecay);
}
