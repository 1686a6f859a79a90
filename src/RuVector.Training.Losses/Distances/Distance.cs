using System.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Turns scores into distances: <c>1 - s</c> for the cosine; the score of a distance is one already.</summary>
/// <param name="measure">How pairs are scored.</param>
internal readonly struct Distance(ScoreMeasure measure)
{
    private readonly double _offset = measure == ScoreMeasure.Cosine ? 1 : 0;

    /// <summary>Gets the derivative of the distance by the score: 1, or -1 for the cosine.</summary>
    public float Sign { get; } = measure == ScoreMeasure.Cosine ? -1 : 1;

    public double Of(float score) => _offset + (Sign * (double)score);

    public Vector<double> Of(Vector<double> scores) => new Vector<double>(_offset) + (Sign * scores);

    /// <summary>Refuses the dot product, which is no distance, and what is no measure at all.</summary>
    public static ScoreMeasure Check(ScoreMeasure measure, string paramName) =>
        Enum.IsDefined(measure) && measure != ScoreMeasure.Dot
            ? measure
            : throw new ArgumentOutOfRangeException(paramName, measure, $"Expected a distance (Cosine, Euclidean, SquaredEuclidean, UnitEuclidean), but got {measure}.");
}
