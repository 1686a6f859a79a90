using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Relations in which every pair carries a value: a rating or a teacher's score.</summary>
internal static class ScoredRelations
{
    /// <summary>Refuses relations with pairs that carry no value.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="takesNegatives">Whether there may be negatives, with values of their own.</param>
    public static void Check(in ContrastiveBatch batch, bool takesNegatives)
    {
        bool areScored = batch.Relations.SharedNegatives.Count == 0;
        for (int row = 0; areScored && row < batch.Relations.RowCount; row++)
        {
            RelationRow relation = batch.Relations.GetRow(row);
            areScored = relation.PositiveValues.Length == relation.Positives.Length && relation.OwnNegatives.Count == 0
                && (takesNegatives ? relation.NegativeValues.Length == relation.Negatives.Length : relation.Negatives.IsEmpty);
        }

        if (!areScored)
        {
            string lists = takesNegatives ? ", or PairRelations.FromLists with values for both lists" : "";
            throw new ArgumentException($"Expected a value for every pair (PairRelations.FromScoredPairs{lists}), but got pairs without one.", nameof(batch));
        }
    }

    /// <summary>Copies the values of a row's negatives, in the order of their scores; those of ignored pairs are left out.</summary>
    public static void CopyNegativeValues(PairRelations relations, in ScoreRow row, Span<float> values)
    {
        RelationRow relation = relations.GetRow(row.Row);
        if (relation.Negatives.Length == values.Length)
        {
            relation.NegativeValues.CopyTo(values);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = relation.NegativeValues[relation.Negatives.BinarySearch(row.NegativeIndex(i))];
        }
    }
}
