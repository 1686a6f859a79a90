using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The triplets of one row.</summary>
/// <param name="selection">Which triplets there are.</param>
/// <param name="term">One triplet.</param>
/// <param name="activeOnly">Whether only violated triplets are terms.</param>
internal readonly struct TripletRow(TripletSelection selection, TripletTerm term, bool activeOnly) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty || row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        (double sum, long terms, long active) = selection switch
        {
            TripletSelection.Hardest => Hardest(row),
            TripletSelection.SemiHard => SemiHardTriplets.Evaluate(row, term),
            _ => term.IsSoft ? EveryPair(row) : AllTriplets.Evaluate(row, term),
        };
        return new RowValue(sum, activeOnly ? active : terms);
    }

    private (double Sum, long Terms, long Active) Hardest(in ScoreRow row)
    {
        int positive = term.Sign > 0 ? TensorPrimitives.IndexOfMax(row.Positives) : TensorPrimitives.IndexOfMin(row.Positives);
        int negative = term.Sign > 0 ? TensorPrimitives.IndexOfMin(row.Negatives) : TensorPrimitives.IndexOfMax(row.Negatives);
        double value = term.Add(row, positive, negative);
        return (value, 1, value == 0 ? 0 : 1);
    }

    private (double Sum, long Terms, long Active) EveryPair(in ScoreRow row)
    {
        double sum = 0;
        for (int p = 0; p < row.Positives.Length; p++)
        {
            for (int n = 0; n < row.Negatives.Length; n++)
            {
                sum += term.Add(row, p, n);
            }
        }

        long terms = (long)row.Positives.Length * row.Negatives.Length;
        return (sum, terms, terms);
    }
}
