using System.ComponentModel.DataAnnotations;

namespace RuVector.Training.Losses;

/// <summary>Checks one setting; the message says what was expected and what came, as the constructors do.</summary>
internal abstract class SettingAttribute : ValidationAttribute
{
    /// <summary>Says what is wrong with a value, or nothing.</summary>
    protected abstract string? ProblemOf(object? value);

    protected sealed override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        ProblemOf(value) is { } problem ? new(problem, [validationContext.MemberName ?? ""]) : ValidationResult.Success;
}
