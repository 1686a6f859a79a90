namespace RuVector.Training.Mining;

/// <summary>The candidates of a row that are farther than the positive, but by less than the margin: any of them.</summary>
internal readonly struct RandomSemiHardSelection(float margin, bool topUp) : ISelection
{
    public bool NeedsPositive => true;

    public Selected Select(in CandidateRow row, Span<int> chosen)
    {
        SemiHardSelection nearest = new(margin, topUp);
        int count = row.TakeRandom(row.Window.And(nearest.Rule(row.Positive)), chosen);
        if (!topUp || count == chosen.Length)
        {
            return new Selected(count);
        }

        KeyWindow beyond = nearest.Admitted(row.Positive).And(KeyWindow.AtMost(row.Positive - margin));
        int toppedUp = row.TakeHardest(row.Window.And(beyond), chosen[count..]);
        return new Selected(count + toppedUp, toppedUp);
    }
}
