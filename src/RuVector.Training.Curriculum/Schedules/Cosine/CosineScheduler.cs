namespace RuVector.Training.Curriculum;

/// <summary>From one value to another along half a wave of the cosine: slow at both ends.</summary>
/// <remarks>
/// <para><c>f(t) = end + (start - end) (1 + cos(pi t / T)) / 2</c> for t &lt; T, T the number of steps; <c>f(t) = end</c> afterwards: the wave does not come back.</para>
/// <para>Immutable and safe for concurrent use. Values lie between start and end.</para>
/// <para>Source: Loshchilov, Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, eq. 5, without restarts.</para>
/// </remarks>
public sealed class CosineScheduler : IScheduler
{
    private readonly float _start;
    private readonly float _end;
    private readonly long _steps;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">Value at step 0; finite.</param>
    /// <param name="end">Value from step <paramref name="steps"/> on, for a decay the minimum; finite.</param>
    /// <param name="steps">Number of steps from start to end; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or <paramref name="steps"/> is less than 1.</exception>
    public CosineScheduler(float start, float end, long steps)
    {
        _start = ScheduleGuard.CheckFinite(start, nameof(start));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
        _steps = ScheduleGuard.CheckLength(steps, nameof(steps), nameof(steps));
    }

    /// <inheritdoc/>
    public float ValueAt(long position) => Interpolation.Cosine(_start, _end, Interpolation.Fraction(position, _steps));
}
