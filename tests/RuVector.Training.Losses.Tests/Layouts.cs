namespace RuVector.Training.Losses.Tests;

/// <summary>Relations of five anchors in every layout that a batch may have, each with and without ignored pairs.</summary>
internal static class Layouts
{
    public const int Anchors = 5;

    public static IEnumerable<TestCaseData> All()
    {
        foreach ((string name, PairRelations relations) in Unmasked())
        {
            yield return new TestCaseData(relations).SetArgDisplayNames(name);
            yield return new TestCaseData(Masked(relations)).SetArgDisplayNames(name + ", masked");
        }
    }

    public static IEnumerable<TestCaseData> Symmetric()
    {
        foreach ((string name, PairRelations relations) in InBatch())
        {
            yield return new TestCaseData(relations).SetArgDisplayNames(name);
            yield return new TestCaseData(Masked(relations)).SetArgDisplayNames(name + ", masked");
        }
    }

    /// <summary>Ignores a positive, a whole row of negatives but one, a candidate twice over and nothing at all.</summary>
    public static PairRelations Masked(PairRelations relations)
    {
        IndexLists ignored = new();
        for (int row = 0; row < relations.RowCount; row++)
        {
            int[] candidates = (row % 4) switch
            {
                0 => [.. Enumerable.Range(0, relations.CandidateCount).Where(candidate => candidate % 3 == 1)],
                1 => [relations.CandidateCount - 1, 0],
                2 => relations.GetRow(row).Positives.ToArray(),
                _ => [],
            };
            ignored.AddRow(candidates);
        }

        return relations.Ignoring(ignored);
    }

    private static IEnumerable<(string Name, PairRelations Relations)> InBatch()
    {
        yield return ("in-batch", PairRelations.InBatch(Anchors));
        yield return ("in-batch and own", PairRelations.Paired(new PairedLayout(Anchors) { InBatchNegatives = true, OwnNegativesPerAnchor = 2 }));
        yield return ("in-batch and everybody's own", PairRelations.Paired(new PairedLayout(Anchors) { InBatchNegatives = true, OwnNegativesPerAnchor = 2, ShareOwnNegatives = true }));
        yield return ("in-batch and shared", PairRelations.Paired(new PairedLayout(Anchors) { InBatchNegatives = true, SharedNegatives = 3 }));
        yield return ("in-batch and ragged own", PairRelations.Paired([0, 2, 1, 3, 0], inBatchNegatives: true));
    }

    private static IEnumerable<(string Name, PairRelations Relations)> Unmasked() =>
    [
        .. InBatch(),
        ("own", PairRelations.Paired(new PairedLayout(Anchors) { OwnNegativesPerAnchor = 3 })),
        ("ragged own", PairRelations.Paired([0, 2, 1, 3, 2])),
        ("shared", PairRelations.Paired(new PairedLayout(Anchors) { SharedNegatives = 4 })),
        ("shared and own", PairRelations.Paired(new PairedLayout(Anchors) { SharedNegatives = 4, OwnNegativesPerAnchor = 2 })),
        ("several positives, own", PairRelations.Paired(new PairedLayout(Anchors) { PositivesPerAnchor = 3, OwnNegativesPerAnchor = 2 })),
        ("several positives, in-batch and shared", PairRelations.Paired(new PairedLayout(Anchors) { PositivesPerAnchor = 2, InBatchNegatives = true, SharedNegatives = 2 })),
        ("labelled candidates", PairRelations.FromLabels([0, 1, 2, 1, 7], [1, 0, 2, 2, 1, 3])),
        ("labels and memory", PairRelations.FromLabels([0, 1, 2, 1, 0], [0, 1, 2, 1, 0, 2, 1, 5], anchorsComeFirst: true)),
        ("lists", PairRelations.FromLists(6, IndexLists.FromRows([0], [1, 2], [], [5], [3]), IndexLists.FromRows([1, 5], [0, 3, 4], [2], [], [0, 1, 2]))),
        ("triplets", PairRelations.FromTriplets(Anchors, 6, [new(0, 1, 2), new(0, 1, 3), new(0, 4, 2), new(3, 0, 5), new(4, 5, 0), new(4, 5, 1)])),
        ("mined", PairRelations.InBatch(Anchors).WithNegatives(Mined())),
    ];

    private static MinedNegatives Mined()
    {
        MinedNegatives mined = new();
        mined.Reset(2);
        foreach (int[] row in (int[][])[[3, 1], [4], [0, 1], [], [2, 0]])
        {
            mined.AddRow(row, new float[row.Length]);
        }

        return mined;
    }
}
