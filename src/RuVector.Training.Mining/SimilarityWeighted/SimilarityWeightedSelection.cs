namespace RuVector.Training.Mining;

/// <summary>Candidates of a row, drawn by the softmax of their closeness.</summary>
internal readonly struct SimilarityWeightedSelection(float temperature) : ISelection
{
    public bool NeedsPositive => false;

    public Selected Select(in CandidateRow row, Span<int> chosen) => new(WeightedDraw.Take(row, new ClosenessWeight(row.Order, temperature), chosen));
}
