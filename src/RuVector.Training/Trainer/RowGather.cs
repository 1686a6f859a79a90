namespace RuVector.Training.Trainer;

/// <summary>Copies chosen rows of a matrix.</summary>
internal static class RowGather
{
    /// <summary>Copies row <c>rows[i]</c> to row i of <paramref name="target"/>.</summary>
    public static void Copy(ReadOnlyMatrixSpan vectors, ReadOnlySpan<int> rows, MatrixSpan target)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            vectors[rows[i]].CopyTo(target[i]);
        }
    }
}
