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

        if (Problems(stage, samplesBefore).FirstOrDefault() is { Text: { } problem })
        {
            throw new ArgumentException(FormattableString.Invariant($"Stage '{stage.Name}' at index {index}: {problem}"), paramName);
        }
    }

    /// <summary>Gets what is wrong with a stage, each with the name of the property.</summary>
    public static IEnumerable<(string Setting, string Text)> Problems(CurriculumStage stage, long samplesBefore) => new (bool IsRight, string Setting, string Expected, IFormattable Got)[]
    {
        (stage.Difficulty is >= 0 and <= 1, nameof(stage.Difficulty), "difficulty in [0, 1]", stage.Difficulty),
        (stage.Samples >= 0, nameof(stage.Samples), "number of samples of 0 or more", stage.Samples),
        (stage.NegativesPerAnchor >= 0, nameof(stage.NegativesPerAnchor), "number of negatives of 0 or more", stage.NegativesPerAnchor),
        (stage.Margin is >= 0 and <= float.MaxValue, nameof(stage.Margin), "finite margin of 0 or more", stage.Margin),
        (stage.RankStart >= 0, nameof(stage.RankStart), "first rank of 0 or more", stage.RankStart),
        (TemperatureRange.Contains(stage.Temperature), nameof(stage.Temperature), "temperature in [0.0001, 10000]", stage.Temperature),
        (!(stage.RankEnd <= stage.RankStart), nameof(stage.RankEnd), FormattableString.Invariant($"last rank above the first one, {stage.RankStart}"), stage.RankEnd ?? 0),
        (stage.Samples <= long.MaxValue - samplesBefore, nameof(stage.Samples), FormattableString.Invariant(
            $"number of samples of at most {long.MaxValue - samplesBefore} after the {samplesBefore} of the stages before"), stage.Samples),
    }
        .Where(static rule => !rule.IsRight)
        .Select(static rule => (rule.Setting, FormattableString.Invariant($"Expected a {rule.Expected}, but got {rule.Got}.")))
        .Concat(string.IsNullOrEmpty(stage.Name) ? [(nameof(stage.Name), "Expected a name, but got none.")] : []);
}
