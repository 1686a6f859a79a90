namespace RuVector.Training.Optimizers;

/// <summary>What optimizers ask of a shape.</summary>
internal static class ShapeKinds
{
    /// <summary>Tells whether a tensor has two axes: rows and columns.</summary>
    public static bool IsMatrix(this ParameterShape shape) => shape.Dimensions.Length == 2;
}
