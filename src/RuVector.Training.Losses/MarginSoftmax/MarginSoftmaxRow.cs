using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Cross-entropy over scaled cosines, those of the row's own classes made smaller first: InfoNCE of changed positives.</summary>
/// <typeparam name="TMargin">What makes them smaller.</typeparam>
/// <param name="margin">What makes them smaller.</param>
/// <param name="scale">The factor of all cosines.</param>
internal readonly struct MarginSoftmaxRow<TMargin>(TMargin margin, float scale) : IRowLoss
    where TMargin : struct, ICosineMargin
{
    public RowValue Evaluate(in ScoreRow row)
    {
        int count = row.Positives.Length;
        using RentedArray<float> memory = new(2 * count);
        Span<float> cosines = memory.Span[..count];
        Span<float> slopes = memory.Span[count..];
        for (int i = 0; i < count; i++)
        {
            cosines[i] = (float)margin.Of(row.Positives[i], out double slope);
            slopes[i] = (float)slope;
        }

        RowValue value = new InfoNceRow(scale, hardnessWeight: 0, isLearned: false).Evaluate(row with { Positives = cosines });
        if (row.WantsGradients)
        {
            TensorPrimitives.Multiply(row.PositiveGradients, slopes, row.PositiveGradients);
        }

        return value;
    }
}
