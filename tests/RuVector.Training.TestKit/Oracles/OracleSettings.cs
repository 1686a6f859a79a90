namespace RuVector.Training.TestKit;

/// <summary>What a pairwise oracle needs to know beside the embeddings.</summary>
public sealed record OracleSettings(PairRelations Relations)
{
    public ScoreMeasure Measure { get; init; } = ScoreMeasure.Cosine;

    public Reduction Reduction { get; init; } = Reduction.Mean;

    /// <summary>One weight an anchor, or nothing for 1 each.</summary>
    public float[]? Weights { get; init; }

    /// <summary>Whether rows without a positive or without a negative are shown to the row loss too.</summary>
    public bool KeepsOneSidedRows { get; init; }
}
