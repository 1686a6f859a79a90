namespace RuVector.Training.Numerics;

/// <summary>The largest row of some relations: what scratch memory must hold.</summary>
internal readonly record struct RowCapacity(int Positives, int Extras, int Exceptions)
{
    public static RowCapacity Of(PairRelations relations, int droppedCandidates)
    {
        (int positives, int extras, int exceptions) = (0, 0, 0);
        for (int i = 0; i < relations.RowCount; i++)
        {
            RelationRow row = relations.GetRow(i);
            positives = Math.Max(positives, row.Positives.Length);
            extras = Math.Max(extras, row.OwnNegatives.Count + row.Negatives.Length);
            exceptions = Math.Max(exceptions, row.Positives.Length + row.Ignored.Length);
        }

        return new(positives, extras, checked(exceptions + droppedCandidates + 1));
    }
}
