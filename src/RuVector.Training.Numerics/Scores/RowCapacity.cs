namespace RuVector.Training.Numerics;

/// <summary>The largest row of some relations: what scratch memory must hold.</summary>
/// <param name="Positives">Positives of a row.</param>
/// <param name="Extras">Negatives outside the shared range.</param>
/// <param name="Exceptions">Candidates of the shared range that are no negatives.</param>
/// <param name="Listed">Pairs outside the shared range, positives as well.</param>
/// <param name="AllListed">Those of all rows together.</param>
internal readonly record struct RowCapacity(int Positives, int Extras, int Exceptions, int Listed, int AllListed)
{
    public static RowCapacity Of(PairRelations relations, int droppedCandidates)
    {
        (int positives, int extras, int exceptions, int listed, int allListed) = (0, 0, 0, 0, 0);
        IndexRange shared = relations.SharedNegatives;
        for (int i = 0; i < relations.RowCount; i++)
        {
            RelationRow row = relations.GetRow(i);
            int rowExtras = row.OwnNegatives.Count + row.Negatives.Length;
            positives = Math.Max(positives, row.Positives.Length);
            extras = Math.Max(extras, rowExtras);
            exceptions = Math.Max(exceptions, row.Positives.Length + row.Ignored.Length);
            int rowListed = rowExtras + row.Positives.Length - CountBelow(row.Positives, shared.End) + CountBelow(row.Positives, shared.Start);
            listed = Math.Max(listed, rowListed);
            allListed = checked(allListed + rowListed);
        }

        return new(positives, extras, checked(exceptions + droppedCandidates + 1), listed, allListed);
    }

    private static int CountBelow(ReadOnlySpan<int> ascending, int end)
    {
        int position = ascending.BinarySearch(end);
        return position < 0 ? ~position : position;
    }
}
