namespace RuVector.Training.Curriculum;

/// <summary>Checks the ranges of a stage.</summary>
internal static class StageGuard
{
    public static void Check(CurriculumStage? stage, int index, long samplesBefore, string paramName)
    {
        if (stage is null)
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected a stage at index {index}, but got null."), paramName);
        }

        if (Problem(stage, samplesBefore) is { } problem)
        {
            throw new ArgumentException(FormattableString.Invariant($"Stage '{stage.Name}' at index {index}: {problem}"), paramName);
        }
    }

    /// <summary>Gets what is wrong with a stage; <see langword="null"/> for nothing.</summary>
    public static string? Problem(CurriculumStage stage, long samplesBefore) => stage switch
    {
        { Name: null or "" } => "Expected a name, but got none.",
        { Difficulty: not (>= 0 and <= 1) } => Expected("difficulty in [0, 1]", stage.Difficulty),
        { Samples: < 0 } => Expected("number of samples of 0 or more", stage.Samples),
        { NegativesPerAnchor: < 0 } => Expected("number of negatives of 0 or more", stage.NegativesPerAnchor),
        { Margin: not (>= 0 and <= float.MaxValue) } => Expected("finite margin of 0 or more", stage.Margin),
        { RankStart: < 0 } => Expected("first rank of 0 or more", stage.RankStart),
        _ when !TemperatureRange.Contains(stage.Temperature) => Expected("temperature in [0.0001, 10000]", stage.Temperature),
        _ when stage.RankEnd <= stage.RankStart => Expected(FormattableString.Invariant($"last rank above the first one, {stage.RankStart}"), stage.RankEnd.Value),
        _ when stage.Samples > long.MaxValue - samplesBefore => Expected(
            FormattableString.Invariant($"number of samples of at most {long.MaxValue - samplesBefore} after the {samplesBefore} of the stages before"), stage.Samples),
        _ => null,
    };

    private static string Expected(string what, IFormattable got) => FormattableString.Invariant($"Expected a {what}, but got {got}.");
}
