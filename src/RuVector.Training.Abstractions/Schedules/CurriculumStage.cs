namespace RuVector.Training;

/// <summary>One stage of a curriculum: how hard the training is for a number of samples.</summary>
/// <remarks>Immutable. A scheduler checks the ranges when it is built.</remarks>
public sealed record CurriculumStage
{
    /// <summary>Gets the name, for progress and reports.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how hard the stage is.</summary>
    /// <value>In [0, 1].</value>
    public float Difficulty { get; init; }

    /// <summary>Gets the number of samples in the stage; a stage of 0 samples is skipped, and the last stage lasts for ever.</summary>
    /// <value>0 or more.</value>
    public long Samples { get; init; }

    /// <summary>Gets the temperature of the loss.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 0.07.</value>
    public float Temperature { get; init; } = 0.07f;

    /// <summary>Gets the number of mined negatives for each anchor.</summary>
    /// <value>0 or more. The default value is 10.</value>
    public int NegativesPerAnchor { get; init; } = 10;

    /// <summary>Gets the margin for semi-hard mining and margin losses.</summary>
    /// <value>0 or more. The default value is 0.2.</value>
    public float Margin { get; init; } = 0.2f;

    /// <summary>Gets the number of nearest candidates that mining passes over.</summary>
    /// <value>0 or more. The default value is 0.</value>
    public int RankStart { get; init; }

    /// <summary>Gets the number of nearest candidates after which mining stops looking; <see langword="null"/> for all.</summary>
    /// <value>More than <see cref="RankStart"/>. The default value is <see langword="null"/>.</value>
    public int? RankEnd { get; init; }
}
