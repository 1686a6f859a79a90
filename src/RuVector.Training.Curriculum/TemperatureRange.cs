namespace RuVector.Training.Curriculum;

/// <summary>The temperatures that are legal.</summary>
internal static class TemperatureRange
{
    public static bool Contains(float value) => value is >= 1e-4f and <= 1e4f;

    public static float Check(float value, string paramName) =>
        Contains(value) ? value : throw new ArgumentOutOfRangeException(paramName, value, Problem(value));

    public static string Problem(object? value) => FormattableString.Invariant($"Expected a temperature in [0.0001, 10000], but got {value}.");
}
