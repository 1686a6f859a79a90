namespace RuVector.Training.Mining;

/// <summary>The candidates of a row that are farther than the positive, but by less than the margin.</summary>
internal readonly struct SemiHardSelection(float margin, SemiHardOrder order, bool topUp) : ISelection
{
    public bool NeedsPositive => true;

    public bool TakesHardest => false;

    public Selected Select(in CandidateRow row, Span<int> chosen)
    {
        KeyWindow farther = row.Window.And(KeyWindow.Below(row.Positive));
        KeyWindow inside = farther.And(KeyWindow.Above(row.Positive - margin));
        int count = order == SemiHardOrder.Random ? row.TakeRandom(inside, chosen) : row.TakeHardest(inside, chosen);
        if (!topUp || count == chosen.Length)
        {
            return new Selected(count);
        }

        KeyWindow beyond = farther.And(KeyWindow.AtMost(row.Positive - margin));
        int toppedUp = row.TakeHardest(beyond, chosen[count..]);
        return new Selected(count + toppedUp, toppedUp);
    }
}
