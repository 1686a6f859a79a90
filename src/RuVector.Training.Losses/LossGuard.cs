namespace RuVector.Training.Losses;

/// <summary>Range checks that several losses share.</summary>
internal static class LossGuard
{
    public static float CheckTemperature(float value, string paramName) => value is >= 1e-4f and <= 1e4f
        ? value
        : throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected a temperature in [0.0001, 10000], but got {value}."));

    public static float CheckNonNegative(float value, string what, string paramName) => value >= 0 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected a finite {what} of 0 or more, but got {value}."));

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
