using Microsoft.Extensions.Options;

namespace RuVector.Training.Mining;

/// <summary>Checks what the attributes of the settings cannot say: <see cref="MiningOptions.FindProblems"/>.</summary>
internal sealed class MiningOptionsRules<TOptions> : IValidateOptions<TOptions>
    where TOptions : MiningOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        ValidateOptionsResultBuilder result = new();
        foreach ((string setting, string problem) in options.FindProblems())
        {
            result.AddError(problem, setting);
        }

        return result.Build();
    }
}
