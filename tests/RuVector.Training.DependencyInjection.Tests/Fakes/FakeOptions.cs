using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace RuVector.Training.DependencyInjection.Tests;

public sealed class MarginOptions : ITemperatureSettings
{
    [Range(0.0, float.MaxValue)]
    public float Margin { get; set; } = 0.2f;

    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Smoothing { get; set; }

    [Range(1, int.MaxValue)]
    public int Repeats { get; set; } = 1;

    [AllowedValues(ScoreMeasure.Cosine, ScoreMeasure.Dot)]
    public ScoreMeasure Measure { get; set; }

    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; }

    public bool Symmetric { get; set; }

    public float Bias { get; set; }

    [Range(0.0, 1.0)]
    public float? Floor { get; set; } = 0.5f;

    [MinLength(2)]
    public string Label { get; set; } = "margin";
}

[OptionsValidator]
internal sealed partial class MarginOptionsValidator : IValidateOptions<MarginOptions>;

public sealed class DecayOptions
{
    [Range(0.0, 1.0)]
    public float WeightDecay { get; set; } = 0.01f;

    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float LearningRate { get; set; } = 0.001f;
}

[OptionsValidator]
internal sealed partial class DecayOptionsValidator : IValidateOptions<DecayOptions>;

public sealed class WarmupOptions
{
    [Range(0, long.MaxValue)]
    public long WarmupSteps { get; set; } = 10;

    [Range(1, long.MaxValue)]
    public long TotalSteps { get; set; } = 100;
}

[OptionsValidator]
internal sealed partial class WarmupOptionsRangeValidator : IValidateOptions<WarmupOptions>;

internal sealed class WarmupOptionsValidator : IValidateOptions<WarmupOptions>
{
    public ValidateOptionsResult Validate(string? name, WarmupOptions options)
    {
        ValidateOptionsResultBuilder result = new();
        result.AddResult(new WarmupOptionsRangeValidator().Validate(name, options));
        if (options.WarmupSteps >= options.TotalSteps)
        {
            result.AddError($"Expected fewer steps than TotalSteps ({options.TotalSteps}), but got {options.WarmupSteps}.", nameof(options.WarmupSteps));
        }

        if (options.TotalSteps == 666)
        {
            result.AddError("Unlucky: the whole section.");
        }

        return result.Build();
    }
}

public sealed class StagesOptions
{
    [ValidateEnumeratedItems]
    public IList<StageOptions> Stages { get; set; } = [];

    [ValidateObjectMembers]
    public LimitOptions Limits { get; set; } = new();

    public IList<int> Milestones { get; set; } = [];

    public IDictionary<string, float> Weights { get; } = new Dictionary<string, float>();
}

public sealed class StageOptions
{
    public string Name { get; set; } = "";

    [Range(0.0, 1.0)]
    public float Difficulty { get; set; }

    [ValidateObjectMembers]
    public LimitOptions Limits { get; set; } = new();
}

public sealed class LimitOptions
{
    [Range(1, 100)]
    public int Rank { get; set; } = 10;

    [EnumDataType(typeof(ScoreMeasure))]
    public ScoreMeasure Measure { get; set; }
}

[OptionsValidator]
internal sealed partial class StagesOptionsValidator : IValidateOptions<StagesOptions>;

public sealed class TrainerOptions
{
    [Range(1, 1000)]
    public int Epochs { get; set; } = 3;

    public long? Steps { get; set; }
}

[OptionsValidator]
internal sealed partial class TrainerOptionsValidator : IValidateOptions<TrainerOptions>;
