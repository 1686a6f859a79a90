namespace RuVector.Training.Curriculum;

/// <summary>A rise in equal steps to the first value of another schedule, which follows.</summary>
/// <remarks>
/// <para><c>f(t) = g(0) (t + 1) / w</c> for t &lt; w, w the number of warm-up steps and g the other schedule; <c>f(t) = g(t - w)</c> afterwards.
/// With <see cref="WarmupStart.Zero"/> the rise is <c>g(0) t / w</c>.</para>
/// <para>Immutable and safe for concurrent use if the other schedule is.</para>
/// <para>Source: Goyal et al., "Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour", 2017, section 2.2 (gradual warm-up).</para>
/// </remarks>
public sealed class WarmupScheduler : IScheduler
{
    private readonly IScheduler _next;
    private readonly long _steps;
    private readonly int _offset;

    /// <summary>Creates the schedule.</summary>
    /// <param name="next">What follows; it sees steps from 0 on.</param>
    /// <param name="steps">Number of warm-up steps; 0 for none.</param>
    /// <param name="start">Where the rise begins.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative, or <paramref name="start"/> is not known.</exception>
    public WarmupScheduler(IScheduler next, long steps, WarmupStart start = WarmupStart.OneStep)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (steps < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, FormattableString.Invariant($"Expected 0 or more warm-up steps, but got {steps}."));
        }

        ScheduleGuard.CheckDefined(start, nameof(start));
        (_next, _steps, _offset) = (next, steps, start == WarmupStart.OneStep ? 1 : 0);
    }

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        return position < _steps
            ? Interpolation.Linear(0, _next.ValueAt(0), (position + _offset) / (double)_steps)
            : _next.ValueAt(position - _steps);
    }
}
