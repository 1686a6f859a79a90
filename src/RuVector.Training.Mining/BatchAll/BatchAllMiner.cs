using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>All triplets of a batch that still have a loss: <c>d_ap - d_an + margin &gt; 0</c>.</summary>
/// <remarks>
/// <para>For similarities <c>s_an &gt; s_ap - margin</c>, which for the cosine is the distance <c>1 - s</c>. Every positive of an anchor is combined with every negative of it.</para>
/// <para>Counting sorts the negatives of a row once, in O(n log n) a row; no list or matrix of triplets is made. A list has as many entries as there are active triplets: ask for the counts first.
/// The triplet loss over the relations themselves goes over all triplets without a list.</para>
/// <para>Immutable and thread safe. Source: Hermans, Beyer, Leibe, "In defense of the triplet loss for person re-identification", 2017, eq. 6.</para>
/// </remarks>
public sealed class BatchAllMiner
{
    private readonly float _margin;
    private readonly ScoreMeasure _measure;

    /// <summary>Creates the miner.</summary>
    /// <param name="margin">By how much a negative should be farther than the positive, 0 or more; in units of the score.</param>
    /// <param name="measure">How pairs are scored.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative or not finite, or the measure is not a known one.</exception>
    public BatchAllMiner(float margin = 0.2f, ScoreMeasure measure = ScoreMeasure.Cosine)
    {
        MiningGuard.CheckRange(margin is >= 0 and <= float.MaxValue, "a finite margin of 0 or more", margin, nameof(margin));
        MiningGuard.CheckDefined(measure, nameof(measure));
        (_margin, _measure) = (margin, measure);
    }

    /// <summary>Counts the triplets of a batch.</summary>
    /// <param name="batch">Anchors, candidates, relations; weights have no part in it.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">The batch has no relations.</exception>
    /// <exception cref="NonFiniteValueException">An anchor holds NaN or an infinity. Candidates that do are left out.</exception>
    public BatchAllSummary Count(in ContrastiveBatch batch)
    {
        BatchGuard.RequireRelations(batch);
        using RentedArray<float> closeness = new(batch.Candidates.Rows);
        using RentedArray<double> sums = new(batch.Candidates.Rows + 1);
        BatchAllCounter counter = new(new ScoreOrder(_measure), _margin, closeness.Span, sums.Span);
        ScoreEngine.Visit(new MiningRequest(batch.Anchors, batch.Candidates, batch.Relations, 0), _measure, ref counter);
        return counter.Summary;
    }

    /// <summary>Lists the active triplets of a batch, for <see cref="PairRelations.FromTriplets"/>.</summary>
    /// <param name="batch">Anchors, candidates, relations; weights have no part in it.</param>
    /// <param name="triplets">Overwritten with the triplets, rows in ascending order, in a row positives and then negatives in ascending order.</param>
    /// <exception cref="ArgumentException">The batch has no relations.</exception>
    /// <exception cref="NonFiniteValueException">An anchor holds NaN or an infinity. Candidates that do are left out.</exception>
    public void Mine(in ContrastiveBatch batch, List<Triplet> triplets)
    {
        ArgumentNullException.ThrowIfNull(triplets);
        BatchGuard.RequireRelations(batch);
        triplets.Clear();
        BatchAllLister lister = new(new ScoreOrder(_measure), _margin, triplets);
        ScoreEngine.Visit(new MiningRequest(batch.Anchors, batch.Candidates, batch.Relations, 0), _measure, ref lister);
    }
}
