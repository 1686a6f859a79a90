namespace RuVector.Training.Losses;

/// <summary>Sums and numbers of terms of similar and of dissimilar pairs.</summary>
internal record struct PairSums(double Similar, double SimilarTerms, double Dissimilar, double DissimilarTerms)
{
    public void Add(in PairSums other, double weight)
    {
        Similar += weight * other.Similar;
        SimilarTerms += weight * other.SimilarTerms;
        Dissimilar += weight * other.Dissimilar;
        DissimilarTerms += weight * other.DissimilarTerms;
    }
}
