using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the curriculum <c>Stages</c>: a list of stages.</summary>
public sealed class StageCurriculumOptions
{
    /// <summary>Gets the stages in their order.</summary>
    /// <value>At least one. Empty by default.</value>
    public IList<StageOptions> Stages { get; } = [];

    /// <summary>Creates what the settings describe; what they leave open comes from the run.</summary>
    internal CurriculumScheduler Create(TrainingRunContext context)
    {
        Queue<long> open = new(OpenSamples(context));
        return new CurriculumScheduler(Stages.Select((stage, i) => stage.ToStage(i, stage.Samples ?? open.Dequeue())));
    }

    private long[] OpenSamples(TrainingRunContext context)
    {
        int open = Stages.Count(static stage => stage.Samples is null);
        if (open == 0)
        {
            return [];
        }

        long given = Stages.Sum(static stage => stage.Samples ?? 0);
        long total = context.TotalSamples ?? throw RunLength.Unknown("Stages", $"{nameof(StageOptions.Samples)} of every stage", nameof(context.TotalSamples));
        return total - given >= open ? EvenParts.Of(total - given, open) : throw new InvalidOperationException(FormattableString.Invariant(
            $"Expected 1 or more samples for each of the {open} stages of the curriculum 'Stages' without a number of their own, but the others take {given} of the {total} samples of the run."));
    }
}

/// <summary>Checks <see cref="StageCurriculumOptions"/>; a generated validator cannot name the stage.</summary>
internal sealed class StageCurriculumOptionsValidator : IValidateOptions<StageCurriculumOptions>
{
    public ValidateOptionsResult Validate(string? name, StageCurriculumOptions options)
    {
        ValidateOptionsResultBuilder result = new();
        if (options.Stages.Count == 0)
        {
            result.AddError("Expected at least one stage, but got none.", nameof(options.Stages));
        }
        else if (options.Stages.All(static stage => stage.Samples == 0))
        {
            result.AddError(FormattableString.Invariant($"Expected stages with 1 or more samples in all, but got 0 samples in {options.Stages.Count} stages."), nameof(options.Stages));
        }

        long before = 0;
        for (int i = 0; i < options.Stages.Count; i++)
        {
            CurriculumStage stage = options.Stages[i].ToStage(i, options.Stages[i].Samples ?? 0);
            (string Setting, string Text)[] problems = [.. StageGuard.Problems(stage, before)];
            foreach ((string setting, string text) in problems)
            {
                result.AddError(text, FormattableString.Invariant($"{nameof(options.Stages)}:{i}:{setting}"));
            }

            before += problems.Length == 0 ? stage.Samples : 0;
        }

        return result.Build();
    }
}
