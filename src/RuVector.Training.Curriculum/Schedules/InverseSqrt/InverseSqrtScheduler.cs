namespace RuVector.Training.Curriculum;

/// <summary>Towards another value by the inverse square root of the step: slower and slower, without an end.</summary>
/// <remarks>
/// <para><c>f(t) = end + (start - end) sqrt(s / (t + s))</c>, s the time scale: after 3 s steps half of the distance to the end is left.</para>
/// <para>Immutable and safe for concurrent use. Values lie between start and end and never turn back.</para>
/// <para>Source: Vaswani et al., "Attention Is All You Need", 2017, section 5.3, after the warm-up; with the time scale equal to the warm-up it is the same curve.</para>
/// </remarks>
public sealed class InverseSqrtScheduler : IScheduler
{
    private readonly float _start;
    private readonly float _end;
    private readonly double _timescale;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">Value at step 0; finite.</param>
    /// <param name="timescale">Number of steps after which the square root begins to show; 1 or more.</param>
    /// <param name="end">What the value goes towards; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or <paramref name="timescale"/> is less than 1.</exception>
    public InverseSqrtScheduler(float start, long timescale, float end = 0f)
    {
        _start = ScheduleGuard.CheckFinite(start, nameof(start));
        _timescale = ScheduleGuard.CheckLength(timescale, "steps as the time scale", nameof(timescale));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
    }

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        return Interpolation.Remaining(_start, _end, Math.Sqrt(_timescale / (position + _timescale)));
    }
}
