using System.ComponentModel.DataAnnotations;

namespace RuVector.Training.Optimizers;

/// <summary>Accepts a number in an interval; the message says what was expected and what came. NaN is in none.</summary>
/// <param name="minimum">Lower end.</param>
/// <param name="maximum">Upper end.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IntervalAttribute(double minimum, double maximum) : ValidationAttribute
{
    /// <summary>Accepts all finite numbers from a minimum on.</summary>
    public IntervalAttribute(double minimum)
        : this(minimum, double.PositiveInfinity) => MaximumIsExclusive = true;

    /// <summary>Gets the lower end.</summary>
    public double Minimum => minimum;

    /// <summary>Gets the upper end.</summary>
    public double Maximum => maximum;

    /// <summary>Gets or sets a value indicating whether the lower end is outside.</summary>
    public bool MinimumIsExclusive { get; set; }

    /// <summary>Gets or sets a value indicating whether the upper end is outside.</summary>
    public bool MaximumIsExclusive { get; set; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is float number && (MinimumIsExclusive ? number > minimum : number >= minimum) && (MaximumIsExclusive ? number < maximum : number <= maximum))
        {
            return ValidationResult.Success;
        }

        (string open, string close) = (MinimumIsExclusive ? "(" : "[", MaximumIsExclusive ? ")" : "]");
        return new(FormattableString.Invariant($"Expected a number in {open}{minimum}, {maximum}{close}, but got {value}."), [validationContext.MemberName ?? ""]);
    }
}
