namespace RuVector.Training.Mining;

/// <summary>The candidates of a row that are farther than the positive, but by less than the margin: the nearest of them.</summary>
internal readonly struct SemiHardSelection(float margin, bool topUp) : IHardestSelection
{
    public bool NeedsPositive => true;

    public KeyWindow Admitted(double positive) => topUp ? KeyWindow.Below(positive) : Rule(positive);

    public KeyWindow Rule(double positive) => KeyWindow.Below(positive).And(KeyWindow.Above(positive - margin));

    public Selected Select(in CandidateRow row, Span<int> chosen) => row.TakeHardest(this, chosen);
}
