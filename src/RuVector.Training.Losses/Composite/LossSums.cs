using System.Numerics.Tensors;

namespace RuVector.Training.Losses;

/// <summary>What losses made of several evaluations of one batch add up.</summary>
internal static class LossSums
{
    /// <summary>Adds value and terms; of every other count the larger is taken, because all parts see the same rows.</summary>
    public static LossResult Add(in LossResult total, in LossResult part) => new(
        total.Value + part.Value,
        total.Terms + part.Terms,
        Math.Max(total.RowsWithoutPositives, part.RowsWithoutPositives),
        Math.Max(total.RowsWithoutNegatives, part.RowsWithoutNegatives),
        Math.Max(total.ZeroRows, part.ZeroRows),
        Math.Max(total.MaskedPairs, part.MaskedPairs));

    /// <summary>Writes gradients that were collected elsewhere, or adds them; to nothing when they are not wanted.</summary>
    public static void Write(ReadOnlyMatrixSpan gradients, MatrixSpan target, bool accumulate)
    {
        for (int row = 0; row < target.Rows; row++)
        {
            if (accumulate)
            {
                TensorPrimitives.Add(gradients[row], target[row], target[row]);
            }
            else
            {
                gradients[row].CopyTo(target[row]);
            }
        }
    }
}
