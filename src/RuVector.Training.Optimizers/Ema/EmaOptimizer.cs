namespace RuVector.Training.Optimizers;

/// <summary>Averages the parameters over the steps of another optimizer, exponentially: what to evaluate and to save is the average, what is trained stays as the other optimizer leaves it.</summary>
/// <remarks>
/// <para><c>x = d x + (1 - d) p</c> after every step taken, from x = 0; the view is <c>x / (1 - d^t)</c>, so that the average does not lean to the start. A skipped step does not enter it.</para>
/// <para>Learning rate, counts and the layout are those of the other optimizer. State: that of the other one with <c>inner.</c> before its names, <c>average</c> (x) and <c>averaged_steps</c> (t).</para>
/// <para>Source: Polyak, Juditsky, "Acceleration of stochastic approximation by averaging", 1992, with the exponential average of Kingma, Ba, "Adam", 2015, section 7.2.</para>
/// </remarks>
public sealed class EmaOptimizer : IHasEvaluationView
{
    private const string Prefix = "inner.";

    private readonly IOptimizer _inner;
    private readonly float _decay;
    private readonly StepGate _gate = new("Ema");
    private readonly UpdatePieces _pieces = new();
    private readonly MomentBuffers _noMoments = new([]);
    private float[] _average = [];
    private long _averagedSteps;

    /// <summary>Creates the optimizer with default settings.</summary>
    /// <param name="inner">The optimizer that takes the steps; it belongs to this one.</param>
    /// <exception cref="ArgumentException">The other optimizer has a view of its own.</exception>
    public EmaOptimizer(IOptimizer inner)
        : this(inner, new EmaOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="inner">The optimizer that takes the steps; it belongs to this one.</param>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">The other optimizer has a view of its own.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public EmaOptimizer(IOptimizer inner, EmaOptions options)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (inner is IHasEvaluationView)
        {
            throw new ArgumentException($"Expected an optimizer that does not average its parameters itself, but got {inner.GetType().Name}.", nameof(inner));
        }

        (_inner, _decay) = (inner, SettingsGuard.Check(options, new EmaOptionsValidator()).Decay);
    }

    /// <inheritdoc/>
    public float LearningRate
    {
        get => _inner.LearningRate;
        set => _inner.LearningRate = value;
    }

    /// <inheritdoc/>
    public long StepCount => _inner.StepCount;

    /// <inheritdoc/>
    public long SkippedSteps => _inner.SkippedSteps;

    /// <inheritdoc/>
    public StepOutcome Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        using StepGate.Pass pass = _gate.Enter();
        StepOutcome outcome = _inner.Step(parameters, gradients);
        return Average(outcome, parameters);
    }

    /// <inheritdoc/>
    public StepOutcome Step(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using StepGate.Pass pass = _gate.Enter();
        StepOutcome outcome = _inner.Step(parameters);
        return Average(outcome, parameters.Values);
    }

    /// <inheritdoc/>
    public void CopyEvaluationView(ReadOnlySpan<float> parameters, Span<float> destination)
    {
        using StepGate.Pass pass = _gate.Enter();
        StepGuard.CheckView(parameters, destination, _averagedSteps > 0 ? _average.Length : parameters.Length);
        if (_averagedSteps == 0)
        {
            parameters.CopyTo(destination);
            return;
        }

        double correction = 1 / (1 - Math.Pow(_decay, _averagedSteps));
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)(_average[i] * correction);
        }
    }

    /// <inheritdoc/>
    public OptimizerState ExportState()
    {
        using StepGate.Pass pass = _gate.Enter();
        OptimizerState inner = _inner.ExportState();
        StateWriter writer = new();
        writer.Add("averaged_steps", _averagedSteps);
        if (_averagedSteps > 0)
        {
            writer.Add("average", _average);
        }

        foreach ((string name, float[] values) in inner.Tensors)
        {
            writer.Tensors.Add(Prefix + name, values);
        }

        foreach ((string name, double value) in inner.Scalars)
        {
            writer.Add(Prefix + name, value);
        }

        return new OptimizerState(KindOf(inner), inner.StepCount, inner.Layout, writer.Tensors, writer.Scalars);
    }

    /// <inheritdoc/>
    public void ImportState(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using StepGate.Pass pass = _gate.Enter();
        OptimizerState current = _inner.ExportState();
        if (state.Kind != KindOf(current))
        {
            throw new ArgumentException($"Expected a state of '{KindOf(current)}', but got one of '{state.Kind}'.", nameof(state));
        }

        StateReader reader = new(Part(state, state.Kind, static name => name.StartsWith(Prefix, StringComparison.Ordinal) ? null : name));
        long averagedSteps = (long)reader.Scalar("averaged_steps", 0, state.StepCount);
        float[] average = averagedSteps > 0 ? reader.Tensor("average", reader.Length) : [];
        reader.RequireAllRead();
        _inner.ImportState(Part(state, current.Kind, static name => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : null));
        (_average, _averagedSteps) = (average, averagedSteps);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        using StepGate.Pass pass = _gate.Enter();
        _inner.Reset();
        _averagedSteps = 0;
    }

    private static string KindOf(OptimizerState inner) => $"Ema({inner.Kind})";

    private static OptimizerState Part(OptimizerState state, string kind, Func<string, string?> nameOf) => state with
    {
        Kind = kind,
        Tensors = state.Tensors.Where(tensor => nameOf(tensor.Key) is not null).ToDictionary(tensor => nameOf(tensor.Key)!, static tensor => tensor.Value, StringComparer.Ordinal),
        Scalars = state.Scalars.Where(scalar => nameOf(scalar.Key) is not null).ToDictionary(scalar => nameOf(scalar.Key)!, static scalar => scalar.Value, StringComparer.Ordinal),
    };

    private StepOutcome Average(StepOutcome outcome, ReadOnlySpan<float> parameters)
    {
        if (outcome != StepOutcome.Taken)
        {
            return outcome;
        }

        if (_averagedSteps == 0)
        {
            if (_average.Length == parameters.Length)
            {
                Array.Clear(_average);
            }
            else
            {
                _average = new float[parameters.Length];
            }
        }

        _pieces.Take(0, parameters.Length, decay: 0);
        UpdatePass pass = new()
        {
            Parameters = _average,
            Gradients = parameters,
            Moments = _noMoments,
            Pieces = _pieces.All,
            CoupledDecay = 0,
            HasLargeGradients = false,
            Tries = false,
            Updates = true,
        };
        _averagedSteps++;
        return pass.Apply(new EmaRule(_decay));
    }
}
