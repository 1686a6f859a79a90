namespace RuVector.Training.Adapters;

/// <summary>Creates adapters from settings.</summary>
public static class AdapterFactory
{
    /// <summary>Gets the names that <see cref="AdapterOptions.Type"/> may have, in alphabetical order.</summary>
    public static IReadOnlyList<string> Types => AdapterKind.Types;

    /// <summary>Creates an untrained adapter.</summary>
    /// <param name="options">Which one, and its settings.</param>
    /// <param name="inputDimension">Dimension of the inputs, 1 or more; of token poolings the dimension of a token times <see cref="AdapterOptions.MaxTokens"/>.</param>
    /// <param name="seed">Seed of first values that are random.</param>
    /// <returns>A new adapter.</returns>
    /// <exception cref="ArgumentException">The type is unknown, or the inputs are no whole number of values for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static IEmbeddingModel Create(AdapterOptions options, int inputDimension, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputDimension, 1);
        AdapterKind kind = AdapterKind.Find(options.Type) ?? throw new ArgumentException(AdapterKind.Unknown(options.Type), nameof(options));
        return kind.Create(options, inputDimension, seed);
    }
}
