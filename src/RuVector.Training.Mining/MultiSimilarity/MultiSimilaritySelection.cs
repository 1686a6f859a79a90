namespace RuVector.Training.Mining;

/// <summary>The closest candidates of a row that are closer than the farthest positive, or nearly so.</summary>
internal readonly struct MultiSimilaritySelection(float epsilon) : IHardestSelection
{
    public bool NeedsPositive => true;

    public KeyWindow Admitted(double positive) => KeyWindow.Above(positive - epsilon);

    public KeyWindow Rule(double positive) => Admitted(positive);

    public Selected Select(in CandidateRow row, Span<int> chosen) => row.TakeHardest(this, chosen);
}
