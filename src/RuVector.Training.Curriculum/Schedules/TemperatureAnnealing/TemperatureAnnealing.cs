namespace RuVector.Training.Curriculum;

/// <summary>A temperature on its way from a first to a last value, down or up.</summary>
/// <remarks>
/// <para>With a the first temperature, z the last, T the number of steps and t &lt; T:</para>
/// <list type="bullet">
/// <item>linear: <c>a + (z - a) t / T</c>;</item>
/// <item>exponential: <c>a (z / a)^(t / T)</c>;</item>
/// <item>cosine: <c>z + (a - z) (1 + cos(pi t / T)) / 2</c>;</item>
/// <item>step: <c>a + (z - a) floor(t / s) s / T</c>, s the steps on each stair.</item>
/// </list>
/// <para>From step T on the value is exactly z. All values lie between a and z, so none leaves [1e-4, 1e4]. Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class TemperatureAnnealing : IScheduler
{
    private readonly AnnealingShape _shape;
    private readonly float _start;
    private readonly float _end;
    private readonly long _steps;
    private readonly long _stepSize;

    private TemperatureAnnealing(AnnealingShape shape, float start, float end, long steps, long stepSize = 1)
    {
        ScheduleGuard.CheckDefined(shape, nameof(shape));
        _start = TemperatureRange.Check(start, nameof(start));
        _end = TemperatureRange.Check(end, nameof(end));
        _steps = ScheduleGuard.CheckLength(steps, nameof(steps), nameof(steps));
        if (stepSize < 1 || stepSize > steps)
        {
            throw new ArgumentOutOfRangeException(nameof(stepSize), stepSize, FormattableString.Invariant($"Expected a step size from 1 to the {steps} steps of the annealing, but got {stepSize}."));
        }

        (_shape, _stepSize) = (shape, stepSize);
    }

    /// <summary>Creates an annealing with the same difference at every step.</summary>
    /// <param name="start">Temperature at step 0; in [1e-4, 1e4].</param>
    /// <param name="end">Temperature from step <paramref name="steps"/> on; in [1e-4, 1e4].</param>
    /// <param name="steps">Number of steps from start to end; 1 or more.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static TemperatureAnnealing Linear(float start, float end, long steps) => new(AnnealingShape.Linear, start, end, steps);

    /// <summary>Creates an annealing with the same ratio at every step.</summary>
    /// <inheritdoc cref="Linear"/>
    public static TemperatureAnnealing Exponential(float start, float end, long steps) => new(AnnealingShape.Exponential, start, end, steps);

    /// <summary>Creates an annealing along half a wave of the cosine.</summary>
    /// <inheritdoc cref="Linear"/>
    public static TemperatureAnnealing Cosine(float start, float end, long steps) => new(AnnealingShape.Cosine, start, end, steps);

    /// <summary>Creates an annealing by stairs on the linear way.</summary>
    /// <param name="start">Temperature at step 0; in [1e-4, 1e4].</param>
    /// <param name="end">Temperature from step <paramref name="steps"/> on; in [1e-4, 1e4].</param>
    /// <param name="steps">Number of steps from start to end; 1 or more.</param>
    /// <param name="stepSize">Number of steps on each stair; from 1 to <paramref name="steps"/>.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static TemperatureAnnealing Step(float start, float end, long steps, long stepSize) => new(AnnealingShape.Step, start, end, steps, stepSize);

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        double fraction = Interpolation.Fraction(position, _steps);
        return _shape switch
        {
            AnnealingShape.Exponential => Interpolation.Geometric(_start, _end, fraction),
            AnnealingShape.Cosine => Interpolation.Cosine(_start, _end, fraction),
            AnnealingShape.Step when fraction < 1 => Interpolation.Linear(_start, _end, Interpolation.Fraction(position - (position % _stepSize), _steps)),
            _ => Interpolation.Linear(_start, _end, fraction),
        };
    }

    /// <summary>Creates what the settings describe; what they leave open comes from the run.</summary>
    internal static TemperatureAnnealing Create(TemperatureAnnealingOptions options, TrainingRunContext context)
    {
        long steps = options.Steps ?? context.TotalSteps
            ?? throw RunLength.Unknown(nameof(TemperatureAnnealing), nameof(options.Steps), nameof(context.TotalSteps));
        long stepSize = options.Shape == AnnealingShape.Step ? options.StepSize ?? Math.Max(1, steps / 10) : 1;
        return new TemperatureAnnealing(options.Shape, options.Start, options.End, steps, stepSize);
    }
}
