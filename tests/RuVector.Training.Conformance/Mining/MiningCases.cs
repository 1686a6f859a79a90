namespace RuVector.Training.Conformance;

/// <summary>What cases of mining have in common: lists of indices and scores, one a row.</summary>
internal static class MiningCases
{
    /// <summary>Compares a list of indices for each row.</summary>
    public static void CompareIndices(Comparison comparison, string name, int[][] got)
    {
        if (got.Length == 0)
        {
            comparison.Indices(name, []);
        }

        for (int row = 0; row < got.Length; row++)
        {
            comparison.Indices($"{name}[{row}]", got[row]);
        }
    }

    /// <summary>Compares a list of scores for each row.</summary>
    public static void CompareScores(Comparison comparison, string name, float[][] got, GoldenTolerance tolerance)
    {
        if (got.Length == 0)
        {
            comparison.Singles(name, [], tolerance);
        }

        for (int row = 0; row < got.Length; row++)
        {
            comparison.Singles($"{name}[{row}]", got[row], tolerance);
        }
    }

    /// <summary>Copies the chosen candidates of all rows.</summary>
    public static int[][] Indices(MinedNegatives mined) => [.. Enumerable.Range(0, mined.RowCount).Select(row => mined.IndicesOf(row).ToArray())];

    /// <summary>Copies the scores of all rows.</summary>
    public static float[][] Scores(MinedNegatives mined) => [.. Enumerable.Range(0, mined.RowCount).Select(row => mined.ScoresOf(row).ToArray())];
}
