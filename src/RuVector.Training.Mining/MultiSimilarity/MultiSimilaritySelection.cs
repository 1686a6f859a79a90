namespace RuVector.Training.Mining;

/// <summary>The closest of the candidates that are closer than the farthest positive, or nearly so.</summary>
internal readonly struct MultiSimilaritySelection(float epsilon) : ISelection
{
    public bool NeedsPositive => true;

    public bool TakesHardest => false;

    public Selected Select(in CandidateRow row, Span<int> chosen) => new(row.TakeHardest(row.Window.And(KeyWindow.Above(row.Positive - epsilon)), chosen));
}
