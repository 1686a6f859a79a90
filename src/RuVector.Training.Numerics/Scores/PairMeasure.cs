namespace RuVector.Training.Numerics;

/// <summary>The score of a single pair.</summary>
internal static class PairMeasure
{
    /// <summary>Tells whether a score is an inner product: of unit rows for the cosine, of the rows themselves for the dot product.</summary>
    public static bool IsProduct(ScoreMeasure measure) => measure is ScoreMeasure.Cosine or ScoreMeasure.Dot;

    /// <summary>Scores two vectors; unit rows for the cosine.</summary>
    public static float Score(ScoreMeasure measure, ReadOnlySpan<float> a, ReadOnlySpan<float> b) => measure switch
    {
        ScoreMeasure.Cosine or ScoreMeasure.Dot => RowKernels.Dot(a, b),
        ScoreMeasure.Euclidean => (float)Math.Sqrt(Differences.SumOfSquares(a, b)),
        ScoreMeasure.SquaredEuclidean => (float)Differences.SumOfSquares(a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, $"Expected a known measure, but got {measure}."),
    };
}
