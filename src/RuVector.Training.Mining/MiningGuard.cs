namespace RuVector.Training.Mining;

/// <summary>Checks of settings that are made without a container.</summary>
internal static class MiningGuard
{
    /// <summary>Checks what all miners share.</summary>
    public static void Check(MiningOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckDefined(options.Measure, nameof(options));
        CheckRange(options.AbsoluteMargin is null or (>= 0 and <= float.MaxValue), "a finite AbsoluteMargin of 0 or more", options.AbsoluteMargin, nameof(options));
        CheckRange(options.RelativeMargin is null or (>= 0 and <= float.MaxValue), "a finite RelativeMargin of 0 or more", options.RelativeMargin, nameof(options));
        CheckRange(options.MaximumScore is null || float.IsFinite(options.MaximumScore.Value), "a finite MaximumScore", options.MaximumScore, nameof(options));
        CheckRange(options.MinimumScore is null || float.IsFinite(options.MinimumScore.Value), "a finite MinimumScore", options.MinimumScore, nameof(options));
        CheckRange(options.RankStart is null or >= 0, "a RankStart of 0 or more", options.RankStart, nameof(options));
        CheckRange(options.RankEnd is null or >= 1, "a RankEnd of 1 or more", options.RankEnd, nameof(options));
        if (options.FindProblems().FirstOrDefault() is (_, { } problem))
        {
            throw new ArgumentException(problem, nameof(options));
        }
    }

    public static void CheckRange(bool isInRange, string expected, object? got, string paramName)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(paramName, got, FormattableString.Invariant($"Expected {expected}, but got {got}."));
        }
    }

    public static void CheckDefined<TEnum>(TEnum value, string paramName)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(
                paramName, value, $"Expected a known {typeof(TEnum).Name} ({string.Join(", ", Enum.GetNames<TEnum>())}), but got {value}.");
        }
    }
}
