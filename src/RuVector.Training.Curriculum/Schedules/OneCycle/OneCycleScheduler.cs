namespace RuVector.Training.Curriculum;

/// <summary>Up from a start to a peak and down to an end, over all steps of a run: the last step has the end value.</summary>
/// <remarks>
/// <para>With T the number of steps, r those of the rise and S the shape from one value to another: <c>start</c> to <c>peak</c> over the steps 0 to r, then <c>peak</c> to <c>end</c> over the steps r to T - 1;
/// <c>f(t) = end</c> afterwards. In three phases the second goes from <c>peak</c> back to <c>start</c> over the steps r to 2 r, and the third from <c>start</c> to <c>end</c>.</para>
/// <para>A momentum is cycled against the rate by another one with a peak below its ends, such as 0.95, 0.85, 0.95. Immutable and safe for concurrent use. Values lie between the least and the greatest of the three.</para>
/// <para>Source: Smith, Topin, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates", 2018.</para>
/// </remarks>
public sealed class OneCycleScheduler : IScheduler
{
    private readonly float _start;
    private readonly float _peak;
    private readonly float _end;
    private readonly long _last;
    private readonly long _riseSteps;
    private readonly bool _hasThreePhases;
    private readonly ScheduleShape _shape;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">Value at step 0; finite.</param>
    /// <param name="peak">Value at step <paramref name="riseSteps"/>; finite.</param>
    /// <param name="end">Value at step <paramref name="steps"/> - 1 and afterwards; finite.</param>
    /// <param name="steps">Number of steps of the whole cycle; 3 or more, with three phases 4 or more.</param>
    /// <param name="riseSteps">Step of the peak; from 1 to <paramref name="steps"/> - 2, with three phases less than half of <paramref name="steps"/> - 1.</param>
    /// <param name="shape">The way from each value to the next.</param>
    /// <param name="threePhases">Whether the value returns to the start before it goes to the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, the rise does not fit into the steps, or the shape is not known.</exception>
    public OneCycleScheduler(float start, float peak, float end, long steps, long riseSteps, ScheduleShape shape = ScheduleShape.Cosine, bool threePhases = false)
    {
        _start = ScheduleGuard.CheckFinite(start, nameof(start));
        _peak = ScheduleGuard.CheckFinite(peak, nameof(peak));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
        ScheduleGuard.CheckDefined(shape, nameof(shape));
        int least = threePhases ? 4 : 3;
        if (steps < least)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, FormattableString.Invariant($"Expected {least} or more steps for one cycle, but got {steps}."));
        }

        long longest = threePhases ? (steps - 2) / 2 : steps - 2;
        if (riseSteps < 1 || riseSteps > longest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(riseSteps), riseSteps, FormattableString.Invariant($"Expected a rise of 1 to {longest} of the {steps} steps of the cycle, but got {riseSteps}."));
        }

        (_last, _riseSteps, _hasThreePhases, _shape) = (steps - 1, riseSteps, threePhases, shape);
    }

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        long fall = _hasThreePhases ? 2 * _riseSteps : _riseSteps;
        return position <= _riseSteps ? Between(_start, _peak, position, _riseSteps)
            : position <= fall ? Between(_peak, _start, position - _riseSteps, _riseSteps)
            : Between(_hasThreePhases ? _start : _peak, _end, position - fall, _last - fall);
    }

    /// <summary>Creates what the settings describe over a number of steps.</summary>
    internal static OneCycleScheduler Create(OneCycleSchedulerOptions options, long steps) => new(
        options.StartFactor,
        1f,
        options.EndFactor,
        steps,
        (long)Math.Round(options.RiseFraction * steps, MidpointRounding.AwayFromZero) - 1,
        options.Shape,
        options.ThreePhases);

    private float Between(float start, float end, long position, long steps) => Interpolation.Shaped(_shape, start, end, Interpolation.Fraction(position, steps));
}
