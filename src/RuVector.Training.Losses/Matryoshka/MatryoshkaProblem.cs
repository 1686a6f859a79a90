namespace RuVector.Training.Losses;

/// <summary>Something wrong with the settings of a Matryoshka loss.</summary>
/// <param name="Setting">Name of the setting.</param>
/// <param name="Text">What was expected, and what came.</param>
/// <param name="OutOfRange">The number that is out of its range, if that is what is wrong.</param>
internal sealed record MatryoshkaProblem(string Setting, string Text, object? OutOfRange = null)
{
    public static IEnumerable<MatryoshkaProblem> Of(MatryoshkaOptions options)
    {
        (IReadOnlyList<int> dimensions, IReadOnlyList<float> weights) = (options.Dimensions, options.Weights);
        if (!LossGuard.IsNonNegative(options.FullWeight))
        {
            yield return new(nameof(options.FullWeight), LossGuard.NotNonNegative("full weight", options.FullWeight), options.FullWeight);
        }

        if (weights.Count > 0 && weights.Count != dimensions.Count)
        {
            yield return new(nameof(options.Weights), $"Expected {dimensions.Count} weights, one for each dimension, but got {weights.Count}.");
        }

        foreach (int dimension in dimensions.Where(static dimension => dimension < 1))
        {
            yield return new(nameof(options.Dimensions), $"Expected dimensions of 1 or more, but got {dimension}.", dimension);
        }

        foreach (int dimension in dimensions.GroupBy(static dimension => dimension).Where(static group => group.Count() > 1).Select(static group => group.Key))
        {
            yield return new(nameof(options.Dimensions), $"Expected each dimension once, but got {dimension} twice.");
        }

        foreach (float weight in weights.Where(static weight => !LossGuard.IsNonNegative(weight)))
        {
            yield return new(nameof(options.Weights), LossGuard.NotNonNegative("weight", weight), weight);
        }

        if (dimensions.Count == 0 && options.FullWeight == 0)
        {
            yield return new(nameof(options.Dimensions), "Expected dimensions or a full weight above 0, but got neither.");
        }
    }

    public ArgumentException ToException(string paramName) => OutOfRange is null ? new ArgumentException(Text, paramName) : new ArgumentOutOfRangeException(paramName, OutOfRange, Text);
}
