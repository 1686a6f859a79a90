using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the schedule <c>Sequential</c>: other schedules, one after the other.</summary>
public sealed class SequentialSchedulerOptions
{
    /// <summary>Gets the parts in their order.</summary>
    /// <value>At least one. Empty by default.</value>
    [ValidateEnumeratedItems]
    public IList<SequentialPartOptions> Parts { get; } = [];
}

/// <summary>Checks the ranges of <see cref="SequentialSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SequentialSchedulerOptionsValidator : IValidateOptions<SequentialSchedulerOptions>;

/// <summary>Checks that there are parts, and that all but the last have a number of steps.</summary>
internal sealed class SequentialPartsValidator : IValidateOptions<SequentialSchedulerOptions>
{
    public ValidateOptionsResult Validate(string? name, SequentialSchedulerOptions options)
    {
        ValidateOptionsResultBuilder result = new();
        if (options.Parts.Count == 0)
        {
            result.AddError("Expected at least one part, but got none.", nameof(options.Parts));
        }

        for (int i = 0; i < options.Parts.Count - 1; i++)
        {
            if (options.Parts[i].Steps is null)
            {
                result.AddError("Expected a number of steps for every part but the last, but got none.", FormattableString.Invariant($"{nameof(options.Parts)}:{i}:{nameof(SequentialPartOptions.Steps)}"));
            }
        }

        return result.Build();
    }
}
