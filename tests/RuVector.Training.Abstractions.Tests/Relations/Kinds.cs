namespace RuVector.Training.Abstractions.Tests;

/// <summary>Relations as a picture: a string a row, a letter a candidate: P positive, N negative, I ignored, a dot for nothing.</summary>
internal static class Kinds
{
    public static string[] Of(PairRelations relations)
    {
        string[] rows = new string[relations.RowCount];
        for (int row = 0; row < rows.Length; row++)
        {
            int current = row;
            rows[row] = string.Concat(Enumerable.Range(0, relations.CandidateCount).Select(candidate => ".PNI"[(int)relations.KindOf(current, candidate)]));
        }

        return rows;
    }

    public static int[] Anchors(PairRelations relations)
    {
        int[] anchors = new int[relations.RowCount];
        for (int row = 0; row < anchors.Length; row++)
        {
            anchors[row] = relations.GetRow(row).Anchor;
        }

        return anchors;
    }
}
