namespace RuVector.Training.Losses;

/// <summary>Every row of one matrix is a negative of every other.</summary>
/// <remarks>One is kept between calls, so that a training loop allocates none.</remarks>
internal sealed class EachAgainstAll(int count) : PairRelations
{
    private static EachAgainstAll? s_last;

    public override int RowCount => count;

    public override int AnchorCount => count;

    public override int CandidateCount => count;

    public override IndexRange SharedNegatives => new(0, count);

    public static EachAgainstAll Of(int count)
    {
        EachAgainstAll? last = Volatile.Read(ref s_last);
        if (last?.RowCount != count)
        {
            last = new EachAgainstAll(count);
            Volatile.Write(ref s_last, last);
        }

        return last;
    }

    public override RelationRow GetRow(int row) => new() { Anchor = row, Self = row };
}
