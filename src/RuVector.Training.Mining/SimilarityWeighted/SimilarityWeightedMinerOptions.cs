using Microsoft.Extensions.Options;

namespace RuVector.Training.Mining;

/// <summary>Settings of <see cref="SimilarityWeightedMiner"/>.</summary>
public sealed class SimilarityWeightedMinerOptions : MiningOptions
{
    /// <summary>Gets or sets how evenly candidates are drawn: small prefers the closest, large is nearly uniform.</summary>
    /// <value>In [1e-4, 1e4], in units of the score. The default value is 0.1.</value>
    public float Temperature { get; set; } = 0.1f;

    internal override IEnumerable<(string Setting, string Problem)> FindProblems()
    {
        foreach ((string, string) problem in base.FindProblems())
        {
            yield return problem;
        }

        if (Temperature is not (>= 1e-4f and <= 1e4f))
        {
            yield return (nameof(Temperature), FormattableString.Invariant($"Expected a Temperature in [1e-4, 1e4], but got {Temperature}."));
        }
    }
}

/// <summary>Checks the ranges of <see cref="SimilarityWeightedMinerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SimilarityWeightedMinerOptionsValidator : IValidateOptions<SimilarityWeightedMinerOptions>;
