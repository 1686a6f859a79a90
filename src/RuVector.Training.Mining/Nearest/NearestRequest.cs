using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Whether the hardest candidates of a request can be found by <see cref="NearestRows"/>, and how many must be found for each row.</summary>
internal static class NearestRequest
{
    /// <summary>A search for more than this part of the candidates scores too many of them for its bounds to pay.</summary>
    private const int LeastCandidatesPerFound = 128;

    /// <summary>Positives and ignored candidates must be scored one by one where limits count; more than this part of the pool takes longer than all scores.</summary>
    private const int LeastCandidatesPerException = 64;

    /// <summary>Tells whether a search gives what all scores would give.</summary>
    /// <remarks>It does when all negatives are the shared ones less some, row i is anchor i, and no score overflows; whatever else there is needs every score.</remarks>
    /// <param name="request">The request; its anchors are finite.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="filter">The filters.</param>
    /// <param name="width">Receives how many candidates to find for each row.</param>
    public static bool Fits(in MiningRequest request, ScoreMeasure measure, FalseNegativeFilter filter, out int width)
    {
        width = WidthOf(request, filter);
        return width > 0
            && measure != ScoreMeasure.UnitEuclidean
            && HasOnlySharedNegatives(request.Relations)
            && IsFinite(request, measure);
    }

    /// <summary>Tells whether a search takes less time than all scores.</summary>
    /// <param name="request">The request.</param>
    /// <param name="width">How many candidates to find for each row.</param>
    /// <param name="hasLimits">Whether candidates are counted on the way.</param>
    public static bool Pays(in MiningRequest request, int width, bool hasLimits)
    {
        PairRelations relations = request.Relations;
        long shared = relations.SharedNegatives.Count, exceptions = 0;
        for (int i = 0; hasLimits && i < relations.RowCount; i++)
        {
            exceptions += CountExceptions(relations.GetRow(i), relations.SharedNegatives);
        }

        return width <= shared / LeastCandidatesPerFound && exceptions <= shared * relations.RowCount / LeastCandidatesPerException;
    }

    /// <summary>Counts the shared candidates that are no negatives of the row.</summary>
    public static int CountExceptions(RelationRow relation, IndexRange shared)
    {
        int count = CountShared(relation.Ignored, shared);
        count += shared.Contains(relation.Self) && relation.Ignored.BinarySearch(relation.Self) < 0 ? 1 : 0;
        if (relation.Ignored.IsEmpty)
        {
            bool isPositive = relation.Self >= 0 && relation.Positives.BinarySearch(relation.Self) >= 0;
            return count + CountShared(relation.Positives, shared) - (isPositive && shared.Contains(relation.Self) ? 1 : 0);
        }

        foreach (int candidate in relation.Positives)
        {
            count += shared.Contains(candidate) && !IsLeftOut(relation, candidate) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Tells whether a candidate is the anchor itself or ignored.</summary>
    public static bool IsLeftOut(RelationRow relation, int candidate) => candidate == relation.Self || relation.Ignored.BinarySearch(candidate) >= 0;

    private static int CountShared(ReadOnlySpan<int> ascending, IndexRange shared) => PlaceOf(ascending, shared.End) - PlaceOf(ascending, shared.Start);

    private static int PlaceOf(ReadOnlySpan<int> ascending, int candidate)
    {
        int place = ascending.BinarySearch(candidate);
        return place < 0 ? ~place : place;
    }

    private static int WidthOf(in MiningRequest request, FalseNegativeFilter filter)
    {
        long wanted = (long)filter.RankStart + request.NegativesPerAnchor;
        return request.NegativesPerAnchor == 0 ? 0 : (int)Math.Min(Math.Min(wanted, filter.RankEnd), request.Relations.SharedNegatives.Count);
    }

    private static bool HasOnlySharedNegatives(PairRelations relations)
    {
        for (int i = 0; i < relations.RowCount; i++)
        {
            RelationRow row = relations.GetRow(i);
            if (row.Anchor != i || row.OwnNegatives.Count > 0 || row.Negatives.Length > 0)
            {
                return false;
            }
        }

        return relations.RowCount == relations.AnchorCount;
    }

    /// <summary>Tells whether no candidate holds NaN or an infinity, and no pair can have a score that is not finite.</summary>
    private static bool IsFinite(in MiningRequest request, ScoreMeasure measure)
    {
        double anchor = LongestRow.LengthOf(request.Anchors), candidate = LongestRow.LengthOf(request.Candidates);
        double largest = measure switch
        {
            ScoreMeasure.Cosine => candidate,
            ScoreMeasure.Dot => anchor * candidate,
            _ => (anchor + candidate) * (anchor + candidate),
        };
        return measure == ScoreMeasure.Cosine ? double.IsFinite(largest) : largest < float.MaxValue / 2;
    }
}
