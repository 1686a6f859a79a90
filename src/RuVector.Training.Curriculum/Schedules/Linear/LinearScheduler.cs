namespace RuVector.Training.Curriculum;

/// <summary>From one value to another in equal steps, up or down.</summary>
/// <remarks>
/// <para><c>f(t) = start + (end - start) t / T</c> for t &lt; T, T the number of steps; <c>f(t) = end</c> afterwards.</para>
/// <para>Immutable and safe for concurrent use. Values lie between start and end and never turn back.</para>
/// </remarks>
public sealed class LinearScheduler : IScheduler
{
    private readonly float _start;
    private readonly float _end;
    private readonly long _steps;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">Value at step 0; finite.</param>
    /// <param name="end">Value from step <paramref name="steps"/> on; finite.</param>
    /// <param name="steps">Number of steps from start to end; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or <paramref name="steps"/> is less than 1.</exception>
    public LinearScheduler(float start, float end, long steps)
    {
        _start = ScheduleGuard.CheckFinite(start, nameof(start));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
        _steps = ScheduleGuard.CheckLength(steps, nameof(steps), nameof(steps));
    }

    /// <inheritdoc/>
    public float ValueAt(long position) => Interpolation.Linear(_start, _end, Interpolation.Fraction(position, _steps));
}
