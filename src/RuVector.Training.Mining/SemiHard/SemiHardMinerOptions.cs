using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Mining;

/// <summary>Settings of <see cref="SemiHardMiner"/>.</summary>
public sealed class SemiHardMinerOptions : MiningOptions
{
    /// <summary>Gets or sets how much farther than the positive a negative may be.</summary>
    /// <value>More than 0, in units of the score; positive infinity takes everything farther than the positive. The default value is 0.2.</value>
    public float Margin { get; set; } = 0.2f;

    /// <summary>Gets or sets which of the candidates inside the margin are preferred.</summary>
    /// <value>The default value is <see cref="SemiHardOrder.Nearest"/>.</value>
    [EnumDataType(typeof(SemiHardOrder))]
    public SemiHardOrder Order { get; set; } = SemiHardOrder.Nearest;

    /// <summary>Gets or sets a value indicating whether a shortage inside the margin is filled with the nearest candidates beyond it, never with those nearer than the positive.</summary>
    /// <value>The default value is <see langword="false"/>. What is filled in is counted in <see cref="MinedNegatives.ToppedUp"/>.</value>
    public bool TopUp { get; set; }

    internal override IEnumerable<(string Setting, string Problem)> FindProblems()
    {
        foreach ((string, string) problem in base.FindProblems())
        {
            yield return problem;
        }

        if (!(Margin > 0))
        {
            yield return (nameof(Margin), FormattableString.Invariant($"Expected a Margin above 0, but got {Margin}."));
        }
    }
}

/// <summary>Checks the ranges of <see cref="SemiHardMinerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SemiHardMinerOptionsValidator : IValidateOptions<SemiHardMinerOptions>;
