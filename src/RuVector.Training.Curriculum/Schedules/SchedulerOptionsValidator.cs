using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Checks that a schedule is longer than its warm-up, when it does not leave its length to the run.</summary>
internal sealed class SchedulerOptionsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : SchedulerOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options) => options.WarmupSteps >= options.TotalSteps
        ? ValidateOptionsResult.Fail(FormattableString.Invariant(
            $"{nameof(options.WarmupSteps)}: Expected less than {nameof(options.TotalSteps)} ({options.TotalSteps}), but got {options.WarmupSteps}."))
        : ValidateOptionsResult.Success;
}
