using System.Numerics;
using System.Runtime.InteropServices;

namespace RuVector.Training.Evaluation;

/// <summary>Ranks by score; what is not clearly worse than the right answer counts against it: ties, and NaN.</summary>
internal static class Ranks
{
    public static bool IsDistance(ScoreMeasure measure) => measure is ScoreMeasure.Euclidean or ScoreMeasure.SquaredEuclidean or ScoreMeasure.UnitEuclidean;

    /// <summary>Finds the best score; NaN is worse than anything.</summary>
    public static float Best(ReadOnlySpan<float> scores, bool isDistance)
    {
        float best = isDistance ? float.PositiveInfinity : float.NegativeInfinity;
        foreach (float score in scores)
        {
            if (isDistance ? score < best : score > best)
            {
                best = score;
            }
        }

        return best;
    }

    /// <summary>Computes 1 + the number of others that are not worse.</summary>
    public static int Of(float score, ReadOnlySpan<float> others, bool isDistance)
    {
        ReadOnlySpan<Vector<float>> blocks = MemoryMarshal.Cast<float, Vector<float>>(others);
        Vector<float> right = new(score);
        Vector<int> worse = Vector<int>.Zero;
        foreach (Vector<float> block in blocks)
        {
            worse -= isDistance ? Vector.GreaterThan(block, right) : Vector.LessThan(block, right);
        }

        int count = Vector.Sum(worse);
        foreach (float other in others[(blocks.Length * Vector<float>.Count)..])
        {
            count += (isDistance ? other > score : other < score) ? 1 : 0;
        }

        return 1 + others.Length - count;
    }
}
