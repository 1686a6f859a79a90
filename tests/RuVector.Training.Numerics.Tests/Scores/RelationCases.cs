namespace RuVector.Training.Numerics.Tests;

/// <summary>Every kind of relations, with and without ignored pairs.</summary>
internal static class RelationCases
{
    public static IEnumerable<TestCaseData> All()
    {
        foreach ((string name, PairRelations relations, bool alone) in Kinds())
        {
            yield return new TestCaseData(relations, alone).SetArgDisplayNames(name);
            if (relations.RowCount > 0 && relations is not OwnRelations)
            {
                yield return new TestCaseData(relations.Ignoring(SomePairs(relations)), alone).SetArgDisplayNames(name + ", some ignored");
            }
        }
    }

    private static IEnumerable<(string Name, PairRelations Relations, bool Alone)> Kinds()
    {
        yield return ("in batch", PairRelations.InBatch(5), false);
        yield return ("in batch of one", PairRelations.InBatch(1), false);
        yield return ("no rows", PairRelations.InBatch(0), false);
        yield return ("own negatives", PairRelations.Paired(new PairedLayout(4) { OwnNegativesPerAnchor = 3 }), false);
        yield return ("shared negatives", PairRelations.Paired(new PairedLayout(4) { SharedNegatives = 5 }), false);
        yield return ("in batch and own", PairRelations.Paired(new PairedLayout(4) { OwnNegativesPerAnchor = 2, InBatchNegatives = true }), false);
        yield return ("in batch and everybody's", PairRelations.Paired(new PairedLayout(4) { OwnNegativesPerAnchor = 2, InBatchNegatives = true, ShareOwnNegatives = true }), false);
        yield return ("several positives", PairRelations.Paired(new PairedLayout(3) { PositivesPerAnchor = 3, OwnNegativesPerAnchor = 2, SharedNegatives = 2, InBatchNegatives = true }), false);
        yield return ("ragged own negatives", PairRelations.Paired([3, 0, 2, 1], inBatchNegatives: true), false);
        yield return ("labels", PairRelations.FromLabels([0, 1, 0, 2, 1, 0, 3]), true);
        yield return ("one label", PairRelations.FromLabels([7, 7, 7]), true);
        yield return ("labels against proxies", PairRelations.FromLabels([0, 1, 0, 2], [2, 1, 0]), false);
        yield return ("batch before memory", PairRelations.FromLabels([0, 1, 0], [0, 1, 0, 1, 1, 2], anchorsComeFirst: true), false);
        yield return ("lists", PairRelations.FromLists(6, ValuedLists([[3, 1], [], [0]]), IndexLists.FromRows([5, 0, 2], [4], [])), false);
        yield return ("triplets", PairRelations.FromTriplets(3, 5, [new(2, 0, 1), new(0, 1, 3), new(0, 4, 2), new(0, 1, 2), new(2, 4, 0)]), false);
        yield return ("edges", PairRelations.FromEdges(5, [new(0, 1, 2), new(1, 4, 0.5f), new(3, 1)]), true);
        yield return ("scored pairs", PairRelations.FromScoredPairs(3, 4, [new(0, 2, 1), new(2, 0, -1), new(2, 3, 0.25f)]), false);
        yield return ("none", PairRelations.None(3), true);
        yield return ("of one's own", new OwnRelations(), false);
    }

    private static IndexLists SomePairs(PairRelations relations)
    {
        IndexLists lists = new();
        for (int row = 0; row < relations.RowCount; row++)
        {
            int current = row;
            lists.AddRow([.. Enumerable.Range(0, relations.CandidateCount).Where(candidate => ((current * 5) + (candidate * 3)) % 4 == 0)]);
        }

        return lists;
    }

    private static IndexLists ValuedLists(int[][] rows)
    {
        IndexLists lists = new();
        foreach (int[] row in rows)
        {
            lists.AddRow(row, Array.ConvertAll(row, static i => i + 0.5f));
        }

        return lists;
    }

    /// <summary>A shared range in the middle, own negatives before it, listed ones behind, positives and ignored pairs in all of them, two rows an anchor.</summary>
    private sealed class OwnRelations : PairRelations
    {
        public override int RowCount => 4;

        public override int AnchorCount => 2;

        public override int CandidateCount => 12;

        public override IndexRange SharedNegatives => new(4, 4);

        public override RelationRow GetRow(int row) => new()
        {
            Anchor = row / 2,
            Self = row switch { 0 => 5, 1 => 1, _ => -1 },
            Positives = row switch { 0 => (int[])[2, 4, 5, 9, 11], 1 => [4, 5, 6, 7], 2 => [], _ => [0, 7] },
            OwnNegatives = new IndexRange(row % 2, 3),
            Negatives = row switch { 0 => (int[])[8, 9, 10], 1 => [9], _ => [] },
            Ignored = row switch { 0 => (int[])[0, 4, 6, 10], 1 => [], 2 => [4, 5, 6, 7], _ => [1, 5] },
        };
    }
}
