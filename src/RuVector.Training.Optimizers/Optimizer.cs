namespace RuVector.Training.Optimizers;

/// <summary>What the optimizers of this package share: one thread at a time, finite gradients only, one parameter layout, counts, export and import.</summary>
/// <remarks>Optimizers outside of this package implement <see cref="IOptimizer"/>.</remarks>
public abstract class Optimizer : IOptimizer
{
    private const double LargestCount = 1L << 53;

    private readonly string _kind;
    private readonly StepGate _gate;
    private readonly StepSegments _segments = new();
    private float _learningRate;

    private protected Optimizer(string kind, float learningRate, WeightDecay weightDecay) =>
        (_kind, _gate, _learningRate, WeightDecay) = (kind, new StepGate(kind), learningRate, weightDecay);

    /// <inheritdoc/>
    /// <remarks>A setting, not a part of the state. With decoupled weight decay, learning rate times weight decay must stay below 1.</remarks>
    public float LearningRate
    {
        get => _learningRate;
        set => _learningRate = WeightDecay.CheckLearningRate(value, nameof(value));
    }

    /// <inheritdoc/>
    public long StepCount { get; private set; }

    /// <inheritdoc/>
    public long SkippedSteps { get; private set; }

    private protected WeightDecay WeightDecay { get; }

    /// <summary>Gets the parameters of the steps taken.</summary>
    private protected ParameterLayout Layout { get; private set; } = ParameterLayout.None;

    /// <inheritdoc/>
    public StepOutcome Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        using StepGate.Pass pass = Enter();
        StepGuard.CheckVectors(parameters, gradients);
        if (StepCount > 0 && parameters.Length != Layout.Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected {Layout.Length} parameters, as in earlier steps, but got {parameters.Length}."), nameof(parameters));
        }

        _segments.Take(parameters.Length, WeightDecay, LearningRate);
        return Step(parameters, gradients, StepCount > 0 ? Layout : ParameterLayout.OfVector(parameters.Length));
    }

    /// <inheritdoc/>
    public StepOutcome Step(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using StepGate.Pass pass = Enter();
        if (StepCount > 0 && !Layout.Fits(parameters))
        {
            throw new ArgumentException($"Expected the parameters {Layout}, as in earlier steps, but got {ParameterLayout.Of(parameters)}.", nameof(parameters));
        }

        _segments.Take(parameters, WeightDecay, LearningRate);
        return Step(parameters.Values, parameters.Gradients, StepCount > 0 ? Layout : ParameterLayout.Of(parameters));
    }

    /// <inheritdoc/>
    public OptimizerState ExportState()
    {
        using StepGate.Pass pass = Enter();
        StateWriter writer = new();
        writer.Add("skipped_steps", SkippedSteps);
        if (StepCount > 0)
        {
            Write(writer);
        }

        return new OptimizerState(_kind, StepCount, Layout.Shapes, writer.Tensors, writer.Scalars);
    }

    /// <inheritdoc/>
    public void ImportState(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using StepGate.Pass pass = Enter();
        if (state.Kind != _kind)
        {
            throw new ArgumentException($"Expected a state of '{_kind}', but got one of '{state.Kind}'.", nameof(state));
        }

        StateReader reader = new(state);
        if (StepCount > 0 && reader.StepCount > 0 && !Layout.Shapes.SequenceEqual(reader.Layout.Shapes))
        {
            throw new ArgumentException($"Expected a state of the parameters {Layout}, but got one of {reader.Layout}.", nameof(state));
        }

        long skippedSteps = (long)reader.Scalar("skipped_steps", 0, LargestCount);
        Action apply = reader.StepCount > 0 ? Read(reader) : static () => { };
        reader.RequireAllRead();
        apply();
        (StepCount, SkippedSteps, Layout) = (reader.StepCount, skippedSteps, reader.StepCount > 0 ? reader.Layout : ParameterLayout.None);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        using StepGate.Pass pass = Enter();
        (StepCount, SkippedSteps, Layout) = (0, 0, ParameterLayout.None);
    }

    /// <summary>Keeps other threads out until disposed.</summary>
    private protected StepGate.Pass Enter() => _gate.Enter();

    /// <summary>Finds the layout of a step over rows of a table.</summary>
    /// <exception cref="ArgumentException">Earlier steps had other parameters.</exception>
    private protected ParameterLayout LayoutOf(MatrixSpan table)
    {
        if (StepCount > 0 && !Layout.IsTableOf(table.Rows, table.Columns))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected the parameters {Layout}, as in earlier steps, but got table [{table.Rows}, {table.Columns}]."), nameof(table));
        }

        return StepCount > 0 ? Layout : ParameterLayout.OfTable(table.Rows, table.Columns);
    }

    /// <summary>Called before a step over all parameters: refuses it, or makes the state of the first step.</summary>
    private protected abstract void Prepare(ParameterLayout layout);

    /// <summary>Takes a step over all parameters that are not frozen, or changes nothing.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="segments">The segments that are not frozen; their gradients are finite.</param>
    /// <param name="magnitude">The largest absolute gradient of the segments.</param>
    /// <returns>Whether the step was taken.</returns>
    private protected abstract StepOutcome Update(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments, float magnitude);

    private protected abstract void Write(StateWriter writer);

    /// <summary>Reads what <see cref="Write"/> wrote, and changes nothing yet.</summary>
    /// <returns>Puts it into place; cannot fail.</returns>
    private protected abstract Action Read(StateReader reader);

    /// <summary>Counts a step.</summary>
    private protected StepOutcome Count(StepOutcome outcome, ParameterLayout layout)
    {
        if (outcome == StepOutcome.Taken)
        {
            (StepCount, Layout) = (StepCount + 1, layout);
        }
        else
        {
            SkippedSteps++;
        }

        return outcome;
    }

    private StepOutcome Step(Span<float> parameters, ReadOnlySpan<float> gradients, ParameterLayout layout)
    {
        Prepare(layout);
        float magnitude = _segments.LargestMagnitude(gradients);
        StepOutcome outcome = float.IsFinite(magnitude) ? Update(parameters, gradients, _segments.All, magnitude) : StepOutcome.SkippedNonFiniteGradient;
        return Count(outcome, layout);
    }
}
