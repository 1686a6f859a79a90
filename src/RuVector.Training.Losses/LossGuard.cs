namespace RuVector.Training.Losses;

/// <summary>Range checks that several losses share, for constructors and for the validation of options.</summary>
internal static class LossGuard
{
    public static bool IsTemperature(float value) => value is >= 1e-4f and <= 1e4f;

    public static bool IsNonNegative(float value) => value >= 0 && float.IsFinite(value);

    public static string NotATemperature(object? value) => FormattableString.Invariant($"Expected a temperature in [0.0001, 10000], but got {value}.");

    public static string NotNonNegative(string what, object? value) => FormattableString.Invariant($"Expected a finite {what} of 0 or more, but got {value}.");

    public static float CheckTemperature(float value, string paramName) =>
        IsTemperature(value) ? value : throw new ArgumentOutOfRangeException(paramName, value, NotATemperature(value));

    public static float CheckNonNegative(float value, string what, string paramName) =>
        IsNonNegative(value) ? value : throw new ArgumentOutOfRangeException(paramName, value, NotNonNegative(what, value));

    public static void CheckDefined<TEnum>(TEnum value, string paramName)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(
                paramName, value, $"Expected a known {typeof(TEnum).Name} ({string.Join(", ", Enum.GetNames<TEnum>())}), but got {value}.");
        }
    }

    public static void CheckSimilarity(ScoreMeasure measure, string loss, string paramName)
    {
        if (measure is not (ScoreMeasure.Cosine or ScoreMeasure.Dot))
        {
            throw new ArgumentOutOfRangeException(paramName, measure, $"Expected the measure of {loss} to be Cosine or Dot, but got {measure}.");
        }
    }

    public static bool IsPositive(float value) => value > 0 && float.IsFinite(value);

    public static string NotPositive(string what, object? value) => FormattableString.Invariant($"Expected a finite {what} above 0, but got {value}.");

    public static string NotFinite(string what, object? value) => FormattableString.Invariant($"Expected a finite {what}, but got {value}.");

    public static float CheckPositive(float value, string what, string paramName) =>
        IsPositive(value) ? value : throw new ArgumentOutOfRangeException(paramName, value, NotPositive(what, value));

    public static float CheckFinite(float value, string what, string paramName) =>
        float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(paramName, value, NotFinite(what, value));
}
