using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Lets constructors check settings with the validators that check a configuration: the same ranges, the same words.</summary>
internal static class SettingsGuard
{
    /// <exception cref="ArgumentOutOfRangeException">A validator finds problems; all are listed.</exception>
    public static TOptions Check<TOptions>(TOptions options, params ReadOnlySpan<IValidateOptions<TOptions>> validators)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> problems = [];
        foreach (IValidateOptions<TOptions> validator in validators)
        {
            problems.AddRange(validator.Validate(null, options).Failures ?? []);
        }

        return problems.Count == 0 ? options : throw new ArgumentOutOfRangeException(nameof(options), string.Join(' ', problems));
    }
}
