namespace RuVector.Training;

/// <summary>How an anchor and a candidate are compared.</summary>
/// <remarks>A similarity grows with closeness, a distance shrinks. Every measure is symmetric.</remarks>
public enum ScoreMeasure
{
    /// <summary>Cosine similarity in [-1, 1]; a zero vector has similarity 0 with everything.</summary>
    Cosine = 0,

    /// <summary>Dot product.</summary>
    Dot = 1,

    /// <summary>Euclidean distance; its gradient at distance 0 is 0.</summary>
    Euclidean = 2,

    /// <summary>Squared Euclidean distance.</summary>
    SquaredEuclidean = 3,
}
