namespace RuVector.Training.Mining;

/// <summary>Candidates of a row, drawn by the inverse density of their distance.</summary>
internal readonly struct DistanceWeightedSelection(float cutoff, float upperCutoff) : ISelection
{
    public bool NeedsPositive => false;

    public Selected Select(in CandidateRow row, Span<int> chosen) => new(WeightedDraw.Take(row, new InverseDensity(cutoff, upperCutoff, row.Dimension), chosen));
}
