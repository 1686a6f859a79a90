namespace RuVector.Training.Mining;

/// <summary>The scores of the positives and negatives of one row; those that are not finite are never chosen.</summary>
internal readonly ref struct PairRow
{
    private readonly ScoreOrder _order;

    public PairRow(ReadOnlySpan<float> positives, ReadOnlySpan<float> negatives, ScoreOrder order)
    {
        Positives = positives;
        Negatives = negatives;
        _order = order;
        FarthestPositivePosition = Extreme(positives, -1);
        ClosestNegativePosition = Extreme(negatives, 1);
    }

    public ReadOnlySpan<float> Positives { get; }

    public ReadOnlySpan<float> Negatives { get; }

    /// <summary>Gets the position of the positive that is farthest from the anchor, the first of several; -1 when there is none.</summary>
    public int FarthestPositivePosition { get; }

    /// <summary>Gets the position of the negative that is closest to the anchor, the first of several; -1 when there is none.</summary>
    public int ClosestNegativePosition { get; }

    /// <summary>Gets the closeness of the farthest positive; NaN when there is none.</summary>
    public double FarthestPositive => FarthestPositivePosition < 0 ? double.NaN : _order.Closeness(Positives[FarthestPositivePosition]);

    /// <summary>Gets the closeness of the closest negative; NaN when there is none.</summary>
    public double ClosestNegative => ClosestNegativePosition < 0 ? double.NaN : _order.Closeness(Negatives[ClosestNegativePosition]);

    /// <summary>Copies the positions of the positives in a window; none when there is no negative.</summary>
    public int CopyPositives(KeyWindow window, Span<int> chosen) => ClosestNegativePosition < 0 ? 0 : Copy(Positives, window, chosen);

    /// <summary>Copies the positions of the negatives in a window; none when there is no positive.</summary>
    public int CopyNegatives(KeyWindow window, Span<int> chosen) => FarthestPositivePosition < 0 ? 0 : Copy(Negatives, window, chosen);

    private int Copy(ReadOnlySpan<float> scores, KeyWindow window, Span<int> chosen)
    {
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (window.Contains(_order.KeyOf(scores[i], i)))
            {
                chosen[count++] = i;
            }
        }

        return count;
    }

    private int Extreme(ReadOnlySpan<float> scores, float sign)
    {
        int best = -1;
        for (int i = 0; i < scores.Length; i++)
        {
            if (float.IsFinite(scores[i]) && (best < 0 || sign * _order.Closeness(scores[i]) > sign * _order.Closeness(scores[best])))
            {
                best = i;
            }
        }

        return best;
    }
}
