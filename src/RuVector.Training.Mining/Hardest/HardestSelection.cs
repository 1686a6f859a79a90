namespace RuVector.Training.Mining;

/// <summary>The closest candidates of a row.</summary>
internal readonly struct HardestSelection : ISelection
{
    public bool NeedsPositive => false;

    public bool TakesHardest => true;

    public Selected Select(in CandidateRow row, Span<int> chosen) => new(row.TakeHardest(row.Window, chosen));
}
