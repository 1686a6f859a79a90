namespace RuVector.Training.Mining;

/// <summary>Candidates of a row, uniformly.</summary>
internal readonly struct RandomSelection : ISelection
{
    public bool NeedsPositive => false;

    public Selected Select(in CandidateRow row, Span<int> chosen) => new(row.TakeRandom(row.Window, chosen));
}
