using System.ComponentModel.DataAnnotations;

namespace RuVector.Training.Curriculum;

/// <summary>Checks that a setting is a legal temperature; a range of doubles would refuse the float nearest to 0.0001, which is a little less.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TemperatureAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => value is float temperature && TemperatureRange.Contains(temperature)
        ? ValidationResult.Success
        : new ValidationResult(TemperatureRange.Problem(value), [validationContext.MemberName!]);
}
