namespace RuVector.Training.Curriculum;

/// <summary>Another schedule times a factor.</summary>
/// <remarks>
/// <para><c>f(t) = factor g(t)</c>, g the other schedule.</para>
/// <para>Immutable and safe for concurrent use if the other schedule is.</para>
/// </remarks>
public sealed class ScaledScheduler : IScheduler
{
    private readonly IScheduler _inner;
    private readonly float _factor;

    /// <summary>Creates the schedule.</summary>
    /// <param name="inner">The other schedule.</param>
    /// <param name="factor">The factor; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite.</exception>
    public ScaledScheduler(IScheduler inner, float factor)
    {
        ArgumentNullException.ThrowIfNull(inner);
        (_inner, _factor) = (inner, ScheduleGuard.CheckFinite(factor, nameof(factor)));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The product is larger than any float, or the other schedule gave a value that is not finite.</exception>
    public float ValueAt(long position)
    {
        float value = _inner.ValueAt(position);
        float product = _factor * value;
        return float.IsFinite(product)
            ? product
            : throw new InvalidOperationException(FormattableString.Invariant($"Expected a finite value at position {position}, but got {product} from {_factor} times {value}."));
    }
}
