namespace RuVector.Training.Curriculum;

/// <summary>Reduces the learning rate when a metric has stopped improving.</summary>
/// <remarks>
/// <para>A metric is good if it is below <c>best - |best| threshold</c> (relative) or <c>best - threshold</c> (absolute), and to be maximised above the same with <c>+</c>; it is then the new best. After more than
/// <c>patience</c> bad ones in a row the factor becomes <c>max(minimum, factor reduction)</c>, and the next <c>cooldown</c> metrics do not count as bad.</para>
/// <para>NaN and infinities count as bad, or are refused by option: an infinite best could never be improved on. The first finite metric is good. For positive metrics equal to torch <c>ReduceLROnPlateau</c>; of a negative
/// best torch takes one that is a little worse for a better one.</para>
/// <para>Belongs to one run; not thread safe.</para>
/// </remarks>
public sealed class ReduceOnPlateauScheduler : IMetricScheduler
{
    private readonly PlateauRule _rule;
    private PlateauState _state = new(Factor: 1, Best: null, Bad: 0, Cooldown: 0);

    /// <summary>Creates the scheduler.</summary>
    /// <param name="options">Settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ReduceOnPlateauScheduler(ReduceOnPlateauSchedulerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _rule = new PlateauRule(options);
    }

    /// <inheritdoc/>
    public float Factor => (float)_state.Factor;

    /// <inheritdoc/>
    public long Observations { get; private set; }

    /// <summary>Gets the best metric so far; <see langword="null"/> before the first finite one.</summary>
    public double? Best => _state.Best;

    /// <inheritdoc/>
    public bool Observe(double metric)
    {
        PlateauState next = _rule.After(_state, metric);
        bool isChanged = next.Factor != _state.Factor;
        (_state, Observations) = (next, Observations + 1);
        return isChanged;
    }

    /// <inheritdoc/>
    public MetricSchedulerState ExportState() => new(PlateauState.Kind, Observations, _state.ToScalars());

    /// <inheritdoc/>
    public void ImportState(MetricSchedulerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (_state, Observations) = (PlateauState.From(state, nameof(state)), state.Observations);
    }
}
