namespace RuVector.Training.Curriculum;

/// <summary>Stages whose negatives and temperature go in equal steps from one value to another.</summary>
internal sealed class LinearStages
{
    private readonly int _negativesStart;
    private readonly int _negativesEnd;
    private readonly float _temperatureStart;
    private readonly float _temperatureEnd;

    public LinearStages(int negativesStart, int negativesEnd, float temperatureStart, float temperatureEnd)
    {
        _negativesStart = CheckNegatives(negativesStart, nameof(negativesStart));
        _negativesEnd = CheckNegatives(negativesEnd, nameof(negativesEnd));
        _temperatureStart = TemperatureRange.Check(temperatureStart, nameof(temperatureStart));
        _temperatureEnd = TemperatureRange.Check(temperatureEnd, nameof(temperatureEnd));
    }

    /// <summary>Creates what the settings describe; what they leave open comes from the run.</summary>
    public static CurriculumScheduler Create(LinearCurriculumOptions options, TrainingRunContext context)
    {
        long total = options.SamplesPerStage * options.Stages ?? context.TotalSamples
            ?? throw RunLength.Unknown("Linear", nameof(options.SamplesPerStage), nameof(context.TotalSamples));
        if (total < options.Stages)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Expected 1 or more samples for each of the {options.Stages} stages of the curriculum 'Linear', but the run has {total}."));
        }

        LinearStages values = new(options.NegativesStart, options.NegativesEnd, options.TemperatureStart, options.TemperatureEnd);
        return values.Over(EvenParts.Of(total, options.Stages));
    }

    public CurriculumScheduler Over(long[] samples)
    {
        CurriculumStage[] stages = new CurriculumStage[samples.Length];
        for (int i = 0; i < stages.Length; i++)
        {
            double difficulty = i / (double)Math.Max(1, stages.Length - 1);
            stages[i] = new CurriculumStage
            {
                Name = FormattableString.Invariant($"stage {i + 1} of {stages.Length}"),
                Difficulty = (float)difficulty,
                Samples = samples[i],
                Temperature = Interpolation.Linear(_temperatureStart, _temperatureEnd, difficulty),
                NegativesPerAnchor = (int)Math.Round(_negativesStart + ((_negativesEnd - (double)_negativesStart) * difficulty), MidpointRounding.AwayFromZero),
            };
        }

        return new CurriculumScheduler(stages);
    }

    private static int CheckNegatives(int value, string paramName) => value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected 0 or more negatives per anchor, but got {value}."));
}
