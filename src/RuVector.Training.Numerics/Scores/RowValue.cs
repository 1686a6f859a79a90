namespace RuVector.Training.Numerics;

/// <summary>What a row adds to a loss.</summary>
/// <param name="Sum">Sum of the row's terms.</param>
/// <param name="Terms">Number of terms, by which a mean divides; 0 means that the row has no part in the loss.</param>
public readonly record struct RowValue(double Sum, long Terms)
{
    /// <summary>Gets the value of a row without a term.</summary>
    public static RowValue None => default;

    /// <summary>Gets the derivatives of <see cref="Sum"/> by the loss's own learned numbers; only needed where gradients are wanted.</summary>
    public ScalarGradients ByScalar { get; init; }
}
