using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Checks every profile.</summary>
internal sealed class TrainingProfileOptionsValidator(RunPlanner planner) : IValidateOptions<TrainingProfileOptions>
{
    public ValidateOptionsResult Validate(string? name, TrainingProfileOptions options) =>
        planner.FindProblems() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
