using RuVector.Training.Numerics;

namespace RuVector.Training.Data;

/// <summary>Turns texts into vectors: the weighted sum of the centred vectors of their words, rare words counting more (smooth inverse frequency).</summary>
/// <remarks>
/// <para><c>x = unit(sum_t a / (a + p(t)) * (v(t) - mu))</c> over the tokens t of the text, repeated ones repeatedly; <c>p(t) = (df(t) + 1) / (sum of df + V)</c>,
/// df(t) = number of fitted texts with t, mu = mean of the vectors of the candidates. A word as a document is <c>unit(v - mu)</c>. Sums are in float64.</para>
/// <para>Tokens are the runs of a to z of the text in lower case; those that the table lacks are dropped.</para>
/// <para>Immutable; safe for concurrent use. Source: Arora, Liang, Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017, with centring in place of the first principal component.</para>
/// </remarks>
public sealed class SifPooling
{
    private readonly double[] _weights;
    private readonly double[] _mean;

    private SifPooling(WordVectors words, double[] weights, double[] mean) => (Words, _weights, _mean) = (words, weights, mean);

    /// <summary>Gets the word vectors.</summary>
    public WordVectors Words { get; }

    /// <summary>Gets the dimension of a vector, D.</summary>
    public int Dimension => _mean.Length;

    /// <summary>Gets the mean of the candidates' vectors, mu, <c>[D]</c>.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Gets the weight of each word, <c>[V]</c>, in (0, 1).</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Counts words in texts and takes the mean of the candidates.</summary>
    /// <param name="words">The word vectors; not copied.</param>
    /// <param name="candidateCount">The first this many words are the candidates, 1 to V.</param>
    /// <param name="texts">The texts in which words are counted: those of the training queries, so that nothing is learned from evaluation data.</param>
    /// <param name="smoothing">a: positive and finite. The smaller, the more a rare word counts against a frequent one.</param>
    /// <returns>The pooling.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="candidateCount"/> or <paramref name="smoothing"/> is out of its range.</exception>
    public static SifPooling Fit(WordVectors words, int candidateCount, IEnumerable<string> texts, double smoothing = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(texts);
        if (candidateCount < 1 || candidateCount > words.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(candidateCount), candidateCount, $"Expected 1 to {words.Count} candidates, but got {candidateCount}.");
        }

        if (!(smoothing > 0) || !double.IsFinite(smoothing))
        {
            throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, FormattableString.Invariant($"Expected a positive, finite number, but got {smoothing}."));
        }

        return new(words, SifStatistics.WeightsOf(SifStatistics.CountTexts(words.Words, texts), smoothing), SifStatistics.MeanOf(words.Vectors.SliceRows(0, candidateCount)));
    }

    /// <summary>Embeds a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Overwritten with a vector of length 1, <c>[D]</c>; zeros when there is none.</param>
    /// <returns><see langword="false"/> when no token is in the table, or the weighted vectors cancel out: the text has no direction.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> does not have D values.</exception>
    public bool TryEmbed(ReadOnlySpan<char> text, Span<float> destination)
    {
        CheckDestination(destination);
        using RentedArray<char> lowered = new(text.Length);
        text.ToLowerInvariant(lowered.Span);
        using RentedArray<double> sum = new(Dimension);
        sum.Span.Clear();
        foreach (ReadOnlySpan<char> token in new LetterRuns(lowered.Span))
        {
            if (Words.Words.TryGetRow(token, out int row))
            {
                AddCentred(row, _weights[row], sum.Span);
            }
        }

        return TryWriteUnit(sum.Span, destination);
    }

    /// <summary>Embeds a word as a document.</summary>
    /// <param name="row">Row of the word.</param>
    /// <param name="destination">Overwritten with a vector of length 1, <c>[D]</c>; zeros when there is none.</param>
    /// <returns><see langword="false"/> when the word's vector is the mean: it has no direction.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such word.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> does not have D values.</exception>
    public bool TryEmbedWord(int row, Span<float> destination)
    {
        CheckDestination(destination);
        using RentedArray<double> sum = new(Dimension);
        sum.Span.Clear();
        AddCentred(row, 1, sum.Span);
        return TryWriteUnit(sum.Span, destination);
    }

    private static bool TryWriteUnit(ReadOnlySpan<double> sum, Span<float> destination)
    {
        double square = 0;
        foreach (double value in sum)
        {
            square += value * value;
        }

        double length = Math.Sqrt(square);
        if (!(length >= UnitRows.ZeroLength))
        {
            destination.Clear();
            return false;
        }

        for (int d = 0; d < sum.Length; d++)
        {
            destination[d] = (float)(sum[d] / length);
        }

        return true;
    }

    private void AddCentred(int row, double weight, Span<double> sum)
    {
        ReadOnlySpan<float> vector = Words.Vectors[row];
        for (int d = 0; d < sum.Length; d++)
        {
            sum[d] += weight * (vector[d] - _mean[d]);
        }
    }

    private void CheckDestination(ReadOnlySpan<float> destination)
    {
        if (destination.Length != Dimension)
        {
            throw new ArgumentException($"Expected room for {Dimension} values, but got {destination.Length}.", nameof(destination));
        }
    }
}
