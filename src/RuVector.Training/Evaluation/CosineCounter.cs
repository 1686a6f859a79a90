namespace RuVector.Training.Evaluation;

/// <summary>Counts cosines into the bins of a <see cref="SimilarityHistogram"/>.</summary>
internal sealed class CosineCounter
{
    private readonly long[] _counts = new long[SimilarityHistogram.BinCount];
    private double _sum;
    private long _count;

    public void Add(ReadOnlySpan<float> cosines)
    {
        foreach (float cosine in cosines)
        {
            _counts[SimilarityHistogram.BinOf(cosine)]++;
            _sum += cosine;
        }

        _count += cosines.Length;
    }

    public SimilarityHistogram ToHistogram() => new([.. _counts], _count == 0 ? 0 : _sum / _count);
}
