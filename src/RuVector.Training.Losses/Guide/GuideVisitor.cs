using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Lists the negatives of each row that score above the row's threshold.</summary>
/// <param name="absoluteMargin">Distance of the threshold from the lowest positive.</param>
/// <param name="relativeMargin">The same as a fraction of the positive's score; the larger of both counts.</param>
/// <param name="ignored">Receives a row for each row.</param>
internal readonly struct GuideVisitor(float absoluteMargin, float relativeMargin, IndexLists ignored) : IRowVisitor
{
    private readonly List<int> _found = [];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(in ScoreRow row)
    {
        _found.Clear();
        if (!row.Positives.IsEmpty)
        {
            RequireFinite(row);
            double threshold = ThresholdOf(TensorPrimitives.Min(row.Positives));
            ReadOnlySpan<float> negatives = row.Negatives;
            for (int i = 0; i < negatives.Length; i++)
            {
                if (negatives[i] > threshold)
                {
                    _found.Add(row.NegativeIndex(i));
                }
            }
        }

        ignored.AddRow(CollectionsMarshal.AsSpan(_found));
    }

    private static void RequireFinite(in ScoreRow row)
    {
        if (!FiniteRows.AreAllFinite(row.Positives) || !FiniteRows.AreAllFinite(row.Negatives))
        {
            throw new ArgumentException(
                $"Expected finite guide scores, but row {row.Row}, of anchor {row.Anchor}, has one that exceeds float32; scale the guide's embeddings down, or score them by the cosine.");
        }
    }

    private double ThresholdOf(double positive) => positive - Math.Max(absoluteMargin, Math.Abs(positive) * relativeMargin);
}
