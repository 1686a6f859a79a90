namespace RuVector.Training.Curriculum;

/// <summary>Down (or up) a staircase: every so many steps a part of the distance to the end is left.</summary>
/// <remarks>
/// <para><c>f(t) = end + (start - end) r^floor(t / s)</c>, r the factor and s the number of steps on each stair.</para>
/// <para>Immutable and safe for concurrent use. Values lie between start and end and never turn back.</para>
/// </remarks>
public sealed class StepScheduler : IScheduler
{
    private readonly float _start;
    private readonly float _end;
    private readonly double _factor;
    private readonly long _stepSize;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">Value on the first stair; finite.</param>
    /// <param name="factor">What a stair leaves of the distance to the end; in (0, 1].</param>
    /// <param name="stepSize">Number of steps on each stair; 1 or more.</param>
    /// <param name="end">What the stairs go towards; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, the factor is not in (0, 1], or <paramref name="stepSize"/> is less than 1.</exception>
    public StepScheduler(float start, double factor, long stepSize, float end = 0f)
    {
        _start = ScheduleGuard.CheckFinite(start, nameof(start));
        _factor = ScheduleGuard.CheckDecay(factor, nameof(factor));
        _stepSize = ScheduleGuard.CheckLength(stepSize, "steps on a stair", nameof(stepSize));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
    }

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        return Interpolation.Remaining(_start, _end, Math.Pow(_factor, position / _stepSize));
    }
}
