using System.Numerics;
using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Which scores are close: closeness is a similarity itself, or a distance with its sign changed.</summary>
/// <param name="measure">The measure of the scores.</param>
internal readonly struct ScoreOrder(ScoreMeasure measure)
{
    private readonly float _sign = measure is ScoreMeasure.Cosine or ScoreMeasure.Dot ? 1 : -1;

    public float Closeness(float score) => _sign * score;

    public Vector<float> Closeness(Vector<float> scores) => scores * _sign;

    /// <summary>Tells whether one of some scores is closer than a bound.</summary>
    public bool AnyCloser(Vector<float> scores, float bound) => Vector.GreaterThanAny(Closeness(scores), new Vector<float>(bound));

    public ulong KeyOf(float score, int position) => PackedKey.Pack(_sign * score, position);

    /// <summary>The window of scores from a minimum to a maximum, as numbers.</summary>
    public KeyWindow Between(float? minimum, float? maximum)
    {
        (float? least, float? most) = _sign > 0 ? (minimum, maximum) : (-maximum, -minimum);
        KeyWindow window = KeyWindow.Finite;
        window = least is { } low ? window.And(KeyWindow.AtLeast(low)) : window;
        return most is { } high ? window.And(KeyWindow.AtMost(high)) : window;
    }

    /// <summary>The closeness of the positive that is farthest from the anchor; NaN when there is none with a finite score.</summary>
    public double FarthestOf(ReadOnlySpan<float> positives)
    {
        float farthest = float.NaN;
        foreach (float score in positives)
        {
            if (float.IsFinite(score) && !(Closeness(score) >= farthest))
            {
                farthest = Closeness(score);
            }
        }

        return farthest;
    }
}
