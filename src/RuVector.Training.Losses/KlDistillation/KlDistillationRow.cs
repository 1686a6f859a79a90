using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The divergence of one row's softmax from the teacher's.</summary>
/// <param name="relations">Where the teacher's scores of negatives are.</param>
/// <param name="temperature">Divides the scores.</param>
/// <param name="teacherTemperature">Divides the teacher's scores.</param>
internal readonly struct KlDistillationRow(PairRelations relations, float temperature, float teacherTemperature) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        (int positives, int count) = (row.Positives.Length, row.Positives.Length + row.Negatives.Length);
        if (count < 2)
        {
            return RowValue.None;
        }

        using RentedArray<float> memory = new(4 * count);
        Span<float> scores = memory.Span[..count];
        Span<float> teacher = memory.Span.Slice(count, count);
        Span<float> student = memory.Span.Slice(2 * count, count);
        Span<float> wanted = memory.Span[(3 * count)..];
        row.Positives.CopyTo(scores);
        row.Negatives.CopyTo(scores[positives..]);
        row.PositiveValues.CopyTo(teacher);
        ScoredRelations.CopyNegativeValues(relations, row, teacher[positives..]);
        double log = StableMath.LogSumExp(scores, 1 / temperature, student, out double sum);
        double teacherLog = StableMath.LogSumExp(teacher, 1 / teacherTemperature, wanted, out double teacherSum);
        double divergence = log - teacherLog;
        for (int i = 0; i < count; i++)
        {
            double probability = wanted[i] / teacherSum;
            divergence += probability * (((double)teacher[i] / teacherTemperature) - ((double)scores[i] / temperature));
            if (row.WantsGradients)
            {
                Span<float> gradients = i < positives ? row.PositiveGradients : row.NegativeGradients;
                gradients[i < positives ? i : i - positives] = (float)(temperature * ((student[i] / sum) - probability));
            }
        }

        // A divergence is never negative; rounding can make one of 0 so.
        return new RowValue((double)temperature * temperature * Math.Max(0, divergence), 1);
    }
}
