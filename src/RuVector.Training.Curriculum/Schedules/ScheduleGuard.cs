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

    /// <summary>Checks a factor by which a value falls again and again.</summary>
    public static double CheckDecay(double value, string paramName) => value is > 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected a factor in (0, 1], but got {value}."));

    /// <summary>Copies steps at which something changes, and checks that they ascend.</summary>
    public static long[] CheckMilestones(IEnumerable<long> milestones, string paramName)
    {
        ArgumentNullException.ThrowIfNull(milestones, paramName);
        long[] copy = [.. milestones];
        return MilestoneProblem(copy) is { } problem ? throw new ArgumentException(problem, paramName) : copy;
    }

    /// <summary>Gets what is wrong with steps at which something changes; <see langword="null"/> for nothing.</summary>
    public static string? MilestoneProblem(IList<long> milestones)
    {
        for (int i = 0; i < milestones.Count; i++)
        {
            if (i == 0 ? milestones[0] < 1 : milestones[i] <= milestones[i - 1])
            {
                return i == 0
                    ? FormattableString.Invariant($"Expected a first milestone of 1 or more, but got {milestones[0]}.")
                    : FormattableString.Invariant($"Expected milestones in ascending order, but got {milestones[i]} after {milestones[i - 1]}.");
            }
        }

        return null;
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
