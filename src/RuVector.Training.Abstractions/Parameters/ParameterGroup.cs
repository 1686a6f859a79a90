namespace RuVector.Training;

/// <summary>How an optimizer treats some of its parameters, where that differs from its own settings.</summary>
/// <remarks>Immutable. A setting of the segments and not a part of an optimizer's state: it may change between two steps.</remarks>
public sealed record ParameterGroup
{
    /// <summary>Gets the group of all segments that are given no other: the optimizer's own settings.</summary>
    public static ParameterGroup Default { get; } = new();

    /// <summary>Gets the factor of the optimizer's learning rate.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float LearningRateFactor
    {
        get;
        init => field = RequireFinite(value, "factor of the learning rate", nameof(value));
    } = 1;

    /// <summary>Gets the weight decay in place of the optimizer's, of the kind that the optimizer has; <see langword="null"/> for the optimizer's.</summary>
    /// <value>Finite, 0 or more. The default value is <see langword="null"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float? WeightDecay
    {
        get;
        init => field = value is { } decay ? RequireFinite(decay, "weight decay", nameof(value)) : null;
    }

    /// <summary>Gets a value indicating whether the parameters stay as they are. Their gradients are not looked at, and their moments stand still.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsFrozen { get; init; }

    private static float RequireFinite(float value, string what, string paramName) => value >= 0 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected a finite {what} of 0 or more, but got {value}."));
}
