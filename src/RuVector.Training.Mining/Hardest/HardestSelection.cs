namespace RuVector.Training.Mining;

/// <summary>The closest candidates of a row.</summary>
internal readonly struct HardestSelection : IHardestSelection
{
    public bool NeedsPositive => false;

    public KeyWindow Admitted(double positive) => KeyWindow.Finite;

    public KeyWindow Rule(double positive) => KeyWindow.Finite;

    public Selected Select(in CandidateRow row, Span<int> chosen) => row.TakeHardest(this, chosen);
}
