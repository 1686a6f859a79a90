namespace RuVector.Training.Curriculum;

/// <summary>Half waves of the cosine, one after the other: each falls from start to end, then the value jumps back to the start.</summary>
/// <remarks>
/// <para><c>f(t) = end + (start - end) (1 + cos(pi u / c_i)) / 2</c>, u the steps since the last restart and c_i the steps of cycle i, where <c>c_(i+1) = m c_i</c> and m is the cycle factor.
/// The cycles go on for ever, or a given number of them fills a given number of steps and the end is kept afterwards.</para>
/// <para>Immutable and safe for concurrent use. Values lie between start and end.</para>
/// <para>Source: Loshchilov, Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, eq. 5.</para>
/// </remarks>
public sealed class CosineRestartsScheduler : IScheduler
{
    internal const int MaximumCycleFactor = 1000;

    private readonly float _start;
    private readonly float _end;
    private readonly long _steps;
    private readonly uint _cycleFactor;

    // All cycles together in units of the first one; 1 where they go on for ever, with _steps those of the first.
    private readonly ulong _units;
    private readonly bool _isEndless;

    /// <summary>Creates a schedule whose cycles go on for ever.</summary>
    /// <param name="start">Value at the beginning of each cycle; finite.</param>
    /// <param name="end">What each cycle goes towards; finite.</param>
    /// <param name="cycleSteps">Number of steps of the first cycle; 1 or more.</param>
    /// <param name="cycleFactor">How many times as long as the one before each cycle is; from 1 to 1000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, <paramref name="cycleSteps"/> is less than 1, or the factor is not in its range.</exception>
    public CosineRestartsScheduler(float start, float end, long cycleSteps, int cycleFactor = 1)
        : this(start, end, ScheduleGuard.CheckLength(cycleSteps, "steps of the first cycle", nameof(cycleSteps)), cycleFactor, units: 1, isEndless: true)
    {
    }

    private CosineRestartsScheduler(float start, float end, long steps, int cycleFactor, ulong units, bool isEndless)
    {
        _start = ScheduleGuard.CheckFinite(start, nameof(start));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
        (_steps, _cycleFactor, _units, _isEndless) = (steps, CheckFactor(cycleFactor), units, isEndless);
    }

    /// <summary>Creates a schedule with a number of cycles in a number of steps.</summary>
    /// <param name="start">Value at the beginning of each cycle; finite.</param>
    /// <param name="end">What each cycle goes towards, and the value from step <paramref name="steps"/> on; finite.</param>
    /// <param name="steps">Number of steps of all cycles together; 1 or more.</param>
    /// <param name="cycles">Number of cycles; 1 or more, and few enough for the first to have a step.</param>
    /// <param name="cycleFactor">How many times as long as the one before each cycle is; from 1 to 1000.</param>
    /// <returns>The schedule. Cycles need not begin at whole steps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or a number is not in its range.</exception>
    public static CosineRestartsScheduler Within(float start, float end, long steps, int cycles, int cycleFactor = 1)
    {
        ScheduleGuard.CheckLength(steps, nameof(steps), nameof(steps));
        ScheduleGuard.CheckLength(cycles, nameof(cycles), nameof(cycles));
        UInt128 units = 1;
        UInt128 last = 1;
        for (int i = 1; i < cycles && units <= (ulong)steps; i++)
        {
            last *= CheckFactor(cycleFactor);
            units += last;
        }

        return units <= (ulong)steps
            ? new CosineRestartsScheduler(start, end, steps, cycleFactor, (ulong)units, isEndless: false)
            : throw new ArgumentOutOfRangeException(
                nameof(cycles), cycles, FormattableString.Invariant($"Expected cycles of 1 or more steps in {steps} steps, but got {cycles} cycles with the factor {cycleFactor}."));
    }

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        return _isEndless || position < _steps ? Interpolation.Cosine(_start, _end, FractionOfCycle(position)) : _end;
    }

    private static uint CheckFactor(int cycleFactor) => cycleFactor is >= 1 and <= MaximumCycleFactor
        ? (uint)cycleFactor
        : throw new ArgumentOutOfRangeException(
            nameof(cycleFactor), cycleFactor, FormattableString.Invariant($"Expected a cycle factor from 1 to {MaximumCycleFactor}, but got {cycleFactor}."));

    // In whole numbers, so that a restart is exactly where it belongs at every position.
    private double FractionOfCycle(long position)
    {
        UInt128 rest = (UInt128)position * _units;
        UInt128 cycle = (ulong)_steps;
        if (_cycleFactor == 1)
        {
            return (double)(rest % cycle) / _steps;
        }

        while (rest >= cycle)
        {
            rest -= cycle;
            cycle = cycle > UInt128.MaxValue / _cycleFactor ? UInt128.MaxValue : cycle * _cycleFactor;
        }

        return (double)rest / (double)cycle;
    }
}
