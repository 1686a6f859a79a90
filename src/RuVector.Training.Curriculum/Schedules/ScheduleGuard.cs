using System.Runtime.CompilerServices;

namespace RuVector.Training.Curriculum;

/// <summary>Checks that several schedules share.</summary>
internal static class ScheduleGuard
{
    public static void CheckPosition(long position, [CallerArgumentExpression(nameof(position))] string? paramName = null)
    {
        if (position < 0)
        {
            throw new ArgumentOutOfRangeException(paramName, position, FormattableString.Invariant($"Expected a position of 0 or more, but got {position}."));
        }
    }

    public static long CheckLength(long value, string unit, string paramName) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected 1 or more {unit}, but got {value}."));

    public static float CheckFinite(float value, string paramName) => float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected a finite value, but got {value}."));

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
