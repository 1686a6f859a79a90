namespace RuVector.Training.Losses;

/// <summary>The relations of a paired batch seen from the positives: anchor i is the positive of candidate i and a negative of the other positives.</summary>
internal sealed class ReversedPairs : PairRelations
{
    private readonly PairRelations _pairs;
    private readonly IndexLists _ignored = new();

    public ReversedPairs(in ContrastiveBatch batch)
    {
        PairRelations relations = batch.Relations;
        bool paired = !batch.CandidatesAreAnchors && relations.RowCount == relations.AnchorCount && relations.CandidateCount >= relations.AnchorCount;
        List<int>[] ignored = new List<int>[relations.RowCount];
        for (int row = 0; paired && row < relations.RowCount; row++)
        {
            RelationRow relation = relations.GetRow(row);
            paired = relation.Positives is [int positive] && positive == row;
            foreach (int candidate in relation.Ignored)
            {
                if (candidate < ignored.Length)
                {
                    (ignored[candidate] ??= []).Add(row);
                }
            }
        }

        IndexRange shared = relations.SharedNegatives;
        if (!paired || (relations.RowCount > 0 && (shared.Start != 0 || shared.Count < relations.RowCount)))
        {
            throw new ArgumentException("Expected pairs with in-batch negatives for the symmetric form (candidate i the only positive of anchor i), but got other relations.", nameof(batch));
        }

        foreach (List<int>? row in ignored)
        {
            _ignored.AddRow(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(row));
        }

        _pairs = InBatch(relations.RowCount);
    }

    public override int RowCount => _pairs.RowCount;

    public override int AnchorCount => _pairs.RowCount;

    public override int CandidateCount => _pairs.RowCount;

    public override IndexRange SharedNegatives => _pairs.SharedNegatives;

    public override RelationRow GetRow(int row) =>
        new() { Anchor = row, Self = -1, Positives = _pairs.GetRow(row).Positives, Ignored = _ignored[row] };
}
