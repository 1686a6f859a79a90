using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Mining;

/// <summary>Settings of <see cref="DistanceWeightedMiner"/>; the measure must be the cosine.</summary>
public sealed class DistanceWeightedMinerOptions : MiningOptions
{
    /// <summary>Gets or sets the distance on the unit sphere up to which nearer candidates gain no more weight.</summary>
    /// <value>Above 0 and below <see cref="UpperCutoff"/>. The default value is 0.5.</value>
    [Range(0.0, 2.0, MinimumIsExclusive = true)]
    public float Cutoff { get; set; } = 0.5f;

    /// <summary>Gets or sets the distance on the unit sphere from which on candidates are not chosen.</summary>
    /// <value>Above <see cref="Cutoff"/>, at most 2. The default value is 1.4.</value>
    [Range(0.0, 2.0, MinimumIsExclusive = true)]
    public float UpperCutoff { get; set; } = 1.4f;

    internal override IEnumerable<(string Setting, string Problem)> FindProblems()
    {
        foreach ((string, string) problem in base.FindProblems())
        {
            yield return problem;
        }

        if (Measure != ScoreMeasure.Cosine)
        {
            yield return (nameof(Measure), $"Expected the measure of distance-weighted mining to be Cosine, because its density is that of the unit sphere, but got {Measure}.");
        }

        if (Cutoff >= UpperCutoff)
        {
            yield return (nameof(Cutoff), FormattableString.Invariant($"Expected a Cutoff below UpperCutoff, {UpperCutoff}, but got {Cutoff}."));
        }
    }
}

/// <summary>Checks the ranges of <see cref="DistanceWeightedMinerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class DistanceWeightedMinerOptionsValidator : IValidateOptions<DistanceWeightedMinerOptions>;
