namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="MatryoshkaLoss"/>.</summary>
public sealed class MatryoshkaOptions
{
    /// <summary>Gets or sets the numbers of leading columns that should work alone.</summary>
    /// <value>Each 1 or more, each once, in any order. The default value is none.</value>
    public IReadOnlyList<int> Dimensions { get; set; } = [];

    /// <summary>Gets or sets the weight of each of the <see cref="Dimensions"/>.</summary>
    /// <value>Finite, 0 or more, as many as dimensions; or none for weights of 1. The default value is none.</value>
    public IReadOnlyList<float> Weights { get; set; } = [];

    /// <summary>Gets or sets the weight of the whole embeddings, where their dimension is not among the <see cref="Dimensions"/>.</summary>
    /// <value>Finite, 0 or more; 0 leaves them out. The default value is 1.</value>
    public float FullWeight { get; set; } = 1f;
}
