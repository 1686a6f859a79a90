using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>One anchor while its negatives are searched for.</summary>
internal sealed class SourceAnchorRow
{
    private readonly int _row;
    private readonly FalseNegativeFilter _filter;
    private readonly HashSet<long> _excluded;
    private readonly float[] _positives;
    private ScoredId[] _chosen = [];
    private int _filtered;
    private int _dropped;

    /// <summary>Checks an anchor and scores its positives.</summary>
    public SourceAnchorRow(IReadOnlyList<SourceAnchor> anchors, int row, ICandidateSource source, FalseNegativeFilter filter)
    {
        (_row, _filter) = (row, filter);
        SourceAnchor anchor = anchors[row];
        foreach (ReadOnlyMemory<float> vector in anchor.Positives.Prepend(anchor.Vector))
        {
            if (vector.Length != source.Dimension)
            {
                throw new ArgumentException($"Expected vectors of dimension {source.Dimension}, as the source has, but one of anchor {row} has {vector.Length}.", nameof(anchors));
            }

            if (!FiniteRows.AreAllFinite(vector.Span))
            {
                FiniteRows.Refuse(vector.Span, row, nameof(anchors));
            }
        }

        if (!FiniteRows.AreAllFinite([.. anchor.PositiveScores]))
        {
            FiniteRows.Refuse([.. anchor.PositiveScores], row, nameof(anchors));
        }

        Query = new CandidateQuery { Vector = anchor.Vector, ExcludedIds = anchor.ExcludedIds };
        _excluded = [.. anchor.ExcludedIds];
        _positives = filter.NeedsPositive ? [.. anchor.PositiveScores, .. anchor.Positives.Select(positive => Score(anchor.Vector, positive, source.Measure))] : [];
    }

    public CandidateQuery Query { get; }

    public bool LacksPositive => _filter.NeedsPositive && double.IsNaN(_filter.Order.FarthestOf(_positives));

    /// <summary>Chooses from what was found.</summary>
    /// <param name="found">What the source returned.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="isLast">Whether the source will not be asked for more.</param>
    /// <returns>Whether the anchor is done.</returns>
    public bool TryChoose(ScoredId[] found, int count, bool isLast)
    {
        HashSet<long> seen = [];
        ScoredId[] candidates = [.. found
            .Where(one => float.IsFinite(one.Score) && !_excluded.Contains(one.Id) && seen.Add(one.Id))
            .OrderByDescending(one => _filter.Order.Closeness(one.Score))];
        float[] scores = Array.ConvertAll(candidates, static one => one.Score);
        int[] kept = new int[candidates.Length];
        int keptCount = _filter.Keep(scores, _positives, kept);
        _chosen = [.. kept.Take(Math.Min(count, keptCount)).Select(position => candidates[position])];
        (_filtered, _dropped) = (candidates.Length - keptCount, found.Length - candidates.Length);
        return isLast || _chosen.Length == count || candidates.Length >= _filter.RankEnd || EndsBefore(scores);
    }

    /// <summary>Writes the choice down.</summary>
    public void AddTo(SourcedNegatives result)
    {
        result.Set(_row, _chosen);
        result.FilteredCandidates += _filtered;
        result.DroppedCandidates += _dropped;
    }

    /// <summary>Tells whether the farthest candidate is too far, so that all others are.</summary>
    private bool EndsBefore(float[] scores) =>
        scores.Length > 0 && _filter.Order.KeyOf(scores[^1], 0) > _filter.WindowOf(_filter.Order.FarthestOf(_positives)).Last;

    private static float Score(ReadOnlyMemory<float> anchor, ReadOnlyMemory<float> positive, ScoreMeasure measure)
    {
        float score = 0;
        NearestRows.Score(anchor.Span, ReadOnlyMatrixSpan.FromRow(positive.Span), measure, [0], new Span<float>(ref score));
        return score;
    }
}
