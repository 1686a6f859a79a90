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

    /// <summary>Euclidean distance of the vectors scaled to length 1, <c>sqrt(2 - 2 cos)</c> in [0, 2]; a zero vector is at distance sqrt(2) from everything. Less than 1e-6 is 0, and the gradient there is 0.</summary>
    UnitEuclidean = 4,
}
