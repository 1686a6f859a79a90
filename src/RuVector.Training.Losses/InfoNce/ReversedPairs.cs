using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The relations of a paired batch seen from the positives: anchor i is the positive of candidate i and a negative of the other positives.</summary>
/// <remarks>One spare is kept between calls, so that a training loop allocates none; disposing gives it back.</remarks>
internal sealed class ReversedPairs : PairRelations, IDisposable
{
    private static readonly PairRelations s_none = None(0);
    private static ReversedPairs? s_spare;

    private readonly IndexLists _ignored = new();
    private PairRelations _pairs = s_none;

    private ReversedPairs()
    {
    }

    public override int RowCount => _pairs.RowCount;

    public override int AnchorCount => _pairs.RowCount;

    public override int CandidateCount => _pairs.RowCount;

    public override IndexRange SharedNegatives => new(0, _pairs.RowCount);

    /// <summary>Reverses the pairs of a batch.</summary>
    /// <exception cref="ArgumentException">The batch is not one of pairs with in-batch negatives.</exception>
    public static ReversedPairs Of(in ContrastiveBatch batch)
    {
        if (!ArePairs(batch))
        {
            throw new ArgumentException("Expected pairs with in-batch negatives for the symmetric form (candidate i the only positive of anchor i), but got other relations.", nameof(batch));
        }

        ReversedPairs reversed = Interlocked.Exchange(ref s_spare, null) ?? new ReversedPairs();
        reversed._pairs = batch.Relations;
        reversed.TransposeIgnored();
        return reversed;
    }

    /// <summary>Tells whether candidate i is the only positive of anchor i and a negative of all other anchors.</summary>
    public static bool ArePairs(in ContrastiveBatch batch)
    {
        PairRelations relations = batch.Relations;
        bool arePairs = !batch.CandidatesAreAnchors && relations.RowCount == relations.AnchorCount && relations.CandidateCount >= relations.AnchorCount
            && (relations.RowCount == 0 || (relations.SharedNegatives.Start == 0 && relations.SharedNegatives.Count >= relations.RowCount));
        for (int row = 0; arePairs && row < relations.RowCount; row++)
        {
            RelationRow relation = relations.GetRow(row);
            arePairs = relation.Anchor == row && relation.Self < 0 && relation.Positives is [int positive] && positive == row;
        }

        return arePairs;
    }

    public override RelationRow GetRow(int row) => new() { Anchor = row, Self = -1, Positives = _pairs.GetRow(row).Positives, Ignored = _ignored[row] };

    public void Dispose()
    {
        _pairs = s_none;
        Volatile.Write(ref s_spare, this);
    }

    private void TransposeIgnored()
    {
        using RentedArray<int> ends = new(RowCount + 1);
        ends.Span.Clear();
        for (int row = 0; row < RowCount; row++)
        {
            foreach (int candidate in IgnoredPairs(row))
            {
                ends.Span[candidate + 1]++;
            }
        }

        for (int candidate = 0; candidate < RowCount; candidate++)
        {
            ends.Span[candidate + 1] += ends.Span[candidate];
        }

        using RentedArray<int> rows = new(ends.Span[RowCount]);
        for (int row = 0; row < RowCount; row++)
        {
            foreach (int candidate in IgnoredPairs(row))
            {
                rows.Span[ends.Span[candidate]++] = row;
            }
        }

        _ignored.Clear();
        for (int candidate = 0; candidate < RowCount; candidate++)
        {
            int start = candidate == 0 ? 0 : ends.Span[candidate - 1];
            _ignored.AddRow(rows.Span[start..ends.Span[candidate]]);
        }
    }

    /// <summary>The positives of other anchors among the candidates that a row ignores; they come first.</summary>
    private ReadOnlySpan<int> IgnoredPairs(int row)
    {
        ReadOnlySpan<int> ignored = _pairs.GetRow(row).Ignored;
        int end = ignored.BinarySearch(RowCount);
        return ignored[..(end < 0 ? ~end : end)];
    }
}
