namespace RuVector.Training.Optimizers;

/// <summary>How the length of a gradient is measured.</summary>
public enum NormKind
{
    /// <summary>Euclidean: the root of the sum of squares.</summary>
    L2 = 0,

    /// <summary>The sum of absolute values.</summary>
    L1 = 1,

    /// <summary>The largest absolute value.</summary>
    Infinity = 2,
}
