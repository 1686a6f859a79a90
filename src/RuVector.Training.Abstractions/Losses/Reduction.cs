namespace RuVector.Training;

/// <summary>How the terms of a loss become one value.</summary>
/// <remarks>Unreduced values, one a row of the relations, are an output of their own: <see cref="LossOutputs.RowValues"/>.</remarks>
public enum Reduction
{
    /// <summary>The sum of the terms divided by their number, or by the sum of their weights.</summary>
    Mean = 0,

    /// <summary>The sum of the terms.</summary>
    Sum = 1,
}
