namespace RuVector.Training.TestKit;

/// <summary>Embeddings and relations for a miner to work on.</summary>
/// <param name="Name">What kind of relations they are.</param>
/// <param name="Anchors">The anchors.</param>
/// <param name="Candidates">The candidates.</param>
/// <param name="Relations">How they relate.</param>
public sealed record MiningCase(string Name, float[,] Anchors, float[,] Candidates, PairRelations Relations)
{
    private const int Dimension = 5;

    /// <summary>One case of every kind of relations, drawn anew for each seed; some rows have no positive, some no negative.</summary>
    public static MiningCase[] OfEveryKind(int seed)
    {
        Random random = new(seed);
        int n = random.Next(1, 12);
        int pool = random.Next(1, 20);
        int[] labels = Batches.Labels(n, classes: 3, seed);
        int[] memory = Batches.Labels(pool, classes: 3, seed + 1);
        PairRelations ownAndInBatch = PairRelations.Paired(new PairedLayout(n) { PositivesPerAnchor = 2, SharedNegatives = 3, OwnNegativesPerAnchor = 2, InBatchNegatives = true });
        PairRelations lists = PairRelations.FromLists(pool, Lists(random, n, pool, row => row), Lists(random, n, pool, row => row + 1));
        PairRelations triplets = PairRelations.FromTriplets(n, pool + 2, Triplets(random, n, pool + 2));
        PairRelations labelled = PairRelations.FromLabels(labels);
        return
        [
            SelfCompared("labels", labelled, seed),
            SelfCompared("labels, some ignored", labelled.Ignoring(Lists(random, n, n, _ => random.Next())), seed),
            Of("labels against a memory", PairRelations.FromLabels(labels, [.. labels, .. memory], anchorsComeFirst: true), seed),
            Of("in batch", PairRelations.InBatch(n), seed),
            Of("shared pool", PairRelations.Paired(new PairedLayout(n) { SharedNegatives = pool }), seed),
            Of("in batch, shared and own", ownAndInBatch, seed),
            Of("in batch, shared and own, some ignored", ownAndInBatch.Ignoring(Lists(random, n, ownAndInBatch.CandidateCount, _ => random.Next())), seed),
            Of("lists", lists, seed),
            Of("triplets", triplets, seed),
        ];
    }

    /// <summary>The relations with random embeddings that fit.</summary>
    public static MiningCase Of(string name, PairRelations relations, int seed) =>
        new(name, Batches.Matrix(relations.AnchorCount, Dimension, seed + 2), Batches.Matrix(relations.CandidateCount, Dimension, seed + 3), relations);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static MiningCase SelfCompared(string name, PairRelations relations, int seed)
    {
        float[,] embeddings = Batches.Matrix(relations.AnchorCount, Dimension, seed + 2);
        return new(name, embeddings, embeddings, relations);
    }

    // A list holds candidates with one remainder by 3, that of its number; lists with neighbouring numbers are disjoint.
    private static IndexLists Lists(Random random, int rows, int candidates, Func<int, int> number)
    {
        int[][] lists = new int[rows][];
        for (int row = 0; row < rows; row++)
        {
            int remainder = number(row) % 3;
            lists[row] = [.. Enumerable.Range(0, candidates).Where(candidate => candidate % 3 == remainder && random.Next(4) > 0)];
        }

        return IndexLists.FromRows(lists);
    }

    private static Triplet[] Triplets(Random random, int anchors, int candidates)
    {
        Triplet[] triplets = new Triplet[4 * anchors];
        for (int i = 0; i < triplets.Length; i++)
        {
            int positive = random.Next(candidates);
            triplets[i] = new Triplet(random.Next(anchors), positive, (positive + random.Next(1, candidates)) % candidates);
        }

        return triplets;
    }
}
