namespace RuVector.Training.Curriculum;

/// <summary>How much of the examples a model may see, easy ones first: from a part to all of them.</summary>
/// <remarks>
/// <para><c>c(t) = (c0^p + (1 - c0^p) t / T)^(1/p)</c> for t &lt; T, T the number of steps, c0 the first competence and p the power; <c>c(t) = 1</c> afterwards. Power 1 is linear; power 2, the square root, adds examples more
/// slowly as there are more of them to learn.</para>
/// <para>Immutable and safe for concurrent use. Values lie in [c0, 1] and never fall.</para>
/// <para>Source: Platanios et al., "Competence-based Curriculum Learning for Neural Machine Translation", 2019, section 3.2.</para>
/// </remarks>
public sealed class CompetenceScheduler : IScheduler
{
    private readonly float _initial;
    private readonly long _steps;
    private readonly double _power;
    private readonly double _initialPower;

    /// <summary>Creates the schedule.</summary>
    /// <param name="initial">Competence at step 0; in (0, 1].</param>
    /// <param name="steps">Number of steps until all examples are allowed; 1 or more.</param>
    /// <param name="power">2 for the square root, 1 for the linear one; in [1, 100].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public CompetenceScheduler(float initial, long steps, double power = 2)
    {
        _initial = initial is > 0 and <= 1
            ? initial
            : throw new ArgumentOutOfRangeException(nameof(initial), initial, FormattableString.Invariant($"Expected a first competence in (0, 1], but got {initial}."));
        _steps = ScheduleGuard.CheckLength(steps, nameof(steps), nameof(steps));
        _power = power is >= 1 and <= 100
            ? power
            : throw new ArgumentOutOfRangeException(nameof(power), power, FormattableString.Invariant($"Expected a power in [1, 100], but got {power}."));
        _initialPower = Math.Pow(initial, power);
    }

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        double fraction = Interpolation.Fraction(position, _steps);
        return Math.Clamp((float)Math.Pow(_initialPower + ((1 - _initialPower) * fraction), 1 / _power), _initial, 1f);
    }
}
