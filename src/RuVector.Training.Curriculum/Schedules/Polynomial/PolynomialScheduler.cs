namespace RuVector.Training.Curriculum;

/// <summary>From one value to another by a power of the steps that are left.</summary>
/// <remarks>
/// <para><c>f(t) = end + (start - end) (1 - t / T)^a</c> for t &lt; T, T the number of steps and a the power; <c>f(t) = end</c> afterwards. Power 1 is <see cref="LinearScheduler"/>, a larger one falls faster at first.</para>
/// <para>Immutable and safe for concurrent use. Values lie between start and end.</para>
/// </remarks>
public sealed class PolynomialScheduler : IScheduler
{
    private readonly float _start;
    private readonly float _end;
    private readonly long _steps;
    private readonly double _power;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">Value at step 0; finite.</param>
    /// <param name="end">Value from step <paramref name="steps"/> on; finite.</param>
    /// <param name="steps">Number of steps from start to end; 1 or more.</param>
    /// <param name="power">The power; finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, <paramref name="steps"/> is less than 1, or <paramref name="power"/> is not above 0.</exception>
    public PolynomialScheduler(float start, float end, long steps, double power)
    {
        _start = ScheduleGuard.CheckFinite(start, nameof(start));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
        _steps = ScheduleGuard.CheckLength(steps, nameof(steps), nameof(steps));
        _power = power is > 0 and <= double.MaxValue
            ? power
            : throw new ArgumentOutOfRangeException(nameof(power), power, FormattableString.Invariant($"Expected a finite power above 0, but got {power}."));
    }

    /// <inheritdoc/>
    public float ValueAt(long position) => Interpolation.Remaining(_start, _end, Math.Pow(1 - Interpolation.Fraction(position, _steps), _power));
}
