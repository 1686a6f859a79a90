using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Reads the scores of listed pairs in one pass, and hands out their derivatives in another.</summary>
/// <param name="offsets">Where the pairs of each row begin.</param>
/// <param name="numbers">A number for each pair: a score to be written, or a derivative to be read.</param>
/// <param name="labels">Where the labels of the pairs go; only when scores are read.</param>
internal readonly struct ListedScoresRow(int[] offsets, float[] numbers, float[]? labels) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        Span<float> pairs = numbers.AsSpan(offsets[row.Row], row.Positives.Length);
        if (labels is null)
        {
            pairs.CopyTo(row.PositiveGradients);
        }
        else
        {
            row.Positives.CopyTo(pairs);
            row.PositiveValues.CopyTo(labels.AsSpan(offsets[row.Row], row.Positives.Length));
        }

        return new RowValue(0, row.Positives.Length);
    }
}
