namespace RuVector.Training.Losses;

/// <summary>Accepts a temperature in [1e-4, 1e4].</summary>
/// <remarks>A <c>[Range(1e-4, 1e4)]</c> compares in double, where the float32 nearest to 1e-4 lies below the range.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TemperatureAttribute : SettingAttribute
{
    protected override string? ProblemOf(object? value) => value is float temperature && LossGuard.IsTemperature(temperature) ? null : LossGuard.NotATemperature(value);
}
