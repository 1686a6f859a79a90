namespace RuVector.Training.Losses;

/// <summary>One loss of a <see cref="CompositeLoss"/>, and its weight.</summary>
/// <remarks>Immutable; the loss belongs to the composite's run if it belongs to one.</remarks>
public sealed class LossPart
{
    private readonly float _weight;
    private readonly IScheduler? _schedule;

    /// <summary>Creates a part with a constant weight.</summary>
    /// <param name="name">A name for reports.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="weight">Its weight: finite, 0 or more.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public LossPart(string name, ILoss loss, float weight = 1f)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(loss);
        (Name, Loss, _weight) = (name, loss, LossGuard.CheckNonNegative(weight, "weight", nameof(weight)));
    }

    /// <summary>Creates a part whose weight changes with the step.</summary>
    /// <param name="name">A name for reports.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="weight">Its weight at every step: finite, 0 or more.</param>
    /// <param name="factor">What the scheduled weight is multiplied by: finite, 0 or more.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public LossPart(string name, ILoss loss, IScheduler weight, float factor = 1f)
        : this(name, loss, factor)
    {
        ArgumentNullException.ThrowIfNull(weight);
        _schedule = weight;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the loss.</summary>
    public ILoss Loss { get; }

    /// <summary>Gets the weight at a step.</summary>
    /// <param name="step">Steps taken so far: 0 at the start.</param>
    /// <returns>The weight.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The schedule gave a weight that is negative or not finite.</exception>
    public float WeightAt(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        float weight = _schedule is null ? _weight : _weight * _schedule.ValueAt(step);
        return LossGuard.IsNonNegative(weight)
            ? weight
            : throw new InvalidOperationException(FormattableString.Invariant($"Expected a finite weight of 0 or more for part '{Name}' at step {step}, but its schedule gave {weight}."));
    }
}
