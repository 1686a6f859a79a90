namespace RuVector.Training.Curriculum;

/// <summary>Towards another value by the same ratio at every step.</summary>
/// <remarks>
/// <para><c>f(t) = end + (start - end) r^(t / s)</c>, r the factor and s the number of steps in which it applies once. It comes as near to the end as a float can, and never passes it.</para>
/// <para>Immutable and safe for concurrent use. Values lie between start and end. <see cref="TemperatureAnnealing.Exponential"/> instead reaches its end at a given step.</para>
/// </remarks>
public sealed class ExponentialScheduler : IScheduler
{
    private readonly float _start;
    private readonly float _end;
    private readonly double _factor;
    private readonly double _decaySteps;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">Value at step 0; finite.</param>
    /// <param name="factor">What is left of the distance to the end after <paramref name="decaySteps"/> steps; in (0, 1].</param>
    /// <param name="decaySteps">Number of steps in which the factor applies once; 1 or more.</param>
    /// <param name="end">What the value goes towards; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, the factor is not in (0, 1], or <paramref name="decaySteps"/> is less than 1.</exception>
    public ExponentialScheduler(float start, double factor, long decaySteps = 1, float end = 0f)
    {
        _start = ScheduleGuard.CheckFinite(start, nameof(start));
        _factor = ScheduleGuard.CheckDecay(factor, nameof(factor));
        _decaySteps = ScheduleGuard.CheckLength(decaySteps, "steps of decay", nameof(decaySteps));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
    }

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        return Interpolation.Remaining(_start, _end, Math.Pow(_factor, position / _decaySteps));
    }
}
