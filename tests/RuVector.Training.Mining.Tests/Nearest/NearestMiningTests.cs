using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

/// <summary>The search must give what all scores give; embeddings of -1 and 1 in 16 dimensions make every score exact, with many ties.</summary>
[TestFixture]
public sealed class NearestMiningTests
{
    private const int Dimension = 16;

    /// <summary>So many candidates that the miner searches, even where filters ask for some to spare.</summary>
    private const int Enough = 6000;

    private static readonly ScoreMeasure[] _measures = [ScoreMeasure.Cosine, ScoreMeasure.Dot, ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean];

    public static IEnumerable<TestCaseData> Filters()
    {
        yield return Named("none", static _ => { });
        yield return Named("absolute margin", static o => o.AbsoluteMargin = IsUnit(o) ? 0.125f : 2);
        yield return Named("relative margin", static o => o.RelativeMargin = 0.25f);
        yield return Named("maximum score", static o => o.MaximumScore = IsUnit(o) ? 0.25f : 5);
        yield return Named("minimum score", static o => o.MinimumScore = IsUnit(o) ? 0.25f : 5);
        yield return Named("minimum score of few", static o => o.MinimumScore = IsUnit(o) ? 0.75f : o.Measure == ScoreMeasure.Dot ? 12 : 1);
        yield return Named("maximum and minimum score", static o => (o.MinimumScore, o.MaximumScore) = IsUnit(o) ? (-0.25f, 0.5f) : (2, 6));
        yield return Named("maximum score of all", static o => o.MaximumScore = IsUnit(o) ? 0.875f : o.Measure == ScoreMeasure.Dot ? 14 : 40);
        yield return Named("maximum score and ranks", static o => (o.MaximumScore, o.RankStart, o.RankEnd) = (IsUnit(o) ? 0.625f : 6, 4, 60));
        yield return Named("rank window", static o => (o.RankStart, o.RankEnd) = (3, 5));
        yield return Named("rank window of more than is wanted", static o => (o.RankStart, o.RankEnd) = (2, 30));
        yield return Named("rank start", static o => o.RankStart = 20);
        yield return Named("rank end", static o => o.RankEnd = 3);
        yield return Named("all", static o => (o.AbsoluteMargin, o.RelativeMargin, o.MinimumScore, o.RankStart, o.RankEnd) = (0, 0.125f, o.Measure is ScoreMeasure.Cosine or ScoreMeasure.Dot ? -1 : 1, 1, 40));
    }

    [TestCaseSource(nameof(Filters))]
    public void Mine_RequestForASearch_GivesTheResultOfAllScores(Action<MiningOptions> filter)
    {
        foreach (ScoreMeasure measure in _measures)
        {
            for (int seed = 0; seed < 4; seed++)
            {
                foreach (MiningCase data in Cases(seed))
                {
                    Check(data, measure, filter, 1 + (seed * 3));
                }
            }
        }
    }

    [Test]
    public void Mine_AnyRequestForASearch_GivesTheResultOfAllScores() =>
        Prop.ForAll<int>(static seed =>
        {
            System.Random random = new(seed);
            MiningCase[] cases = [.. Cases(random.Next(), largest: 20)];
            TestCaseData[] filters = [.. Filters()];
            Check(cases[random.Next(cases.Length)], _measures[random.Next(_measures.Length)], (Action<MiningOptions>)filters[random.Next(filters.Length)].Arguments[0]!, random.Next(1, 12));
        }).Check(Config.QuickThrowOnFailure.WithReplay(2026, 1125).WithMaxTest(2500).WithEndSize(int.MaxValue / 2)); // times four miners

    [Test]
    public void Mine_ManyRows_AreSearchedInParts()
    {
        MiningCase data = Case("shared pool", PairRelations.Paired(new PairedLayout(4200) { SharedNegatives = 400 }), seed: 3);
        Check(data, ScoreMeasure.Cosine, static o => o.AbsoluteMargin = 0.125f, 3);
        Check(data, ScoreMeasure.Cosine, static o => o.MinimumScore = -0.5f, 3);
        Check(data, ScoreMeasure.Dot, static o => o.RankStart = 1, 30);
    }

    [Test]
    public void Mine_SecondCall_AllocatesNothing()
    {
        MiningCase data = Case("shared pool", PairRelations.Paired(new PairedLayout(90) { SharedNegatives = Enough }), seed: 4);
        foreach (float margin in new[] { 0f, 1f })
        {
            HardestMiner miner = new(new HardestMinerOptions { AbsoluteMargin = margin });
            MinedNegatives result = new();
            SteadyAllocation.Of(() => miner.Mine(new MiningRequest(data.Anchors, data.Candidates, data.Relations, 5), result)).ShouldBe(0);
        }
    }

    [Test]
    public void Mine_CandidateWithNaNOrScoresThatMayOverflow_AreLeftToAllScores()
    {
        MiningCase data = Case("shared pool", PairRelations.Paired(new PairedLayout(3) { SharedNegatives = Enough }), seed: 5);
        data.Candidates[40, 3] = float.NaN;
        Mine(data, ScoreMeasure.Cosine, static _ => { }, 2).DroppedCandidates.ShouldBe(1);
        (data.Candidates[40, 3], data.Candidates[41, 2], data.Anchors[0, 2]) = (1, 3e30f, 3e30f);
        MinedNegatives mined = Mine(data, ScoreMeasure.Dot, static _ => { }, 2);
        (mined.DroppedPairs, mined.TotalCount).ShouldBe((1, 6));
    }

    [Test]
    public void Mine_AnchorWithNaN_IsRefused()
    {
        MiningCase data = Case("shared pool", PairRelations.Paired(new PairedLayout(3) { SharedNegatives = Enough }), seed: 6);
        data.Anchors[2, 1] = float.PositiveInfinity;
        Should.Throw<NonFiniteValueException>(() => Mine(data, ScoreMeasure.Cosine, static _ => { }, 2)).ParamName.ShouldBe("anchors");
    }

    [Test]
    public void Fits_WhatNeedsEveryScore_IsNoRequestForASearch()
    {
        Fits(Case("own negatives", PairRelations.Paired(new PairedLayout(4) { SharedNegatives = 100, OwnNegativesPerAnchor = 1 }), seed: 7)).ShouldBeFalse();
        Fits(Case("lists", PairRelations.FromLists(100, IndexLists.FromRows([0]), IndexLists.FromRows([.. Enumerable.Range(1, 99)])), seed: 7)).ShouldBeFalse();
        Fits(Case("in batch", PairRelations.InBatch(16), seed: 7), ScoreMeasure.UnitEuclidean).ShouldBeFalse();
        Fits(Case("in batch", PairRelations.InBatch(16), seed: 7)).ShouldBeTrue();
    }

    [Test]
    public void Mine_ManyCandidates_AreSearched([Values(0f, 0.125f)] float margin)
    {
        MiningCase data = Case("shared pool", PairRelations.Paired(new PairedLayout(20) { SharedNegatives = Enough }), seed: 8);
        HardestMinerOptions options = new() { AbsoluteMargin = margin };
        MiningRequest request = new(data.Anchors, data.Candidates, data.Relations, 5);
        NearestRequest.Fits(request, ScoreMeasure.Cosine, new FalseNegativeFilter(options), out int width).ShouldBeTrue();
        NearestRequest.Pays(request, width, hasLimits: true).ShouldBeTrue();
        MinedNegatives expected = new();
        new MiningCore(options).Mine(request, expected, new HardestSelection());
        ShouldBeEqual(new HardestMiner(options).Mine(request), expected, "many candidates");
    }

    private static bool Fits(MiningCase data, ScoreMeasure measure = ScoreMeasure.Cosine) =>
        NearestRequest.Fits(new MiningRequest(data.Anchors, data.Candidates, data.Relations, 2), measure, new FalseNegativeFilter(new HardestMinerOptions()), out _);

    private static void Check(MiningCase data, ScoreMeasure measure, Action<MiningOptions> filter, int count)
    {
        HardestMinerOptions options = Options(measure, filter);
        MiningRequest request = new(data.Anchors, data.Candidates, data.Relations, count);
        float unit = IsUnit(options) ? 0.125f : 2;
        Check(request, options, new HardestSelection(), $"{data.Name}, {measure}, {count}, hardest");
        Check(request, options, new SemiHardSelection(3 * unit, topUp: false), $"{data.Name}, {measure}, {count}, semi-hard");
        Check(request, options, new SemiHardSelection(unit, topUp: true), $"{data.Name}, {measure}, {count}, semi-hard, topped up");
        Check(request, options, new MultiSimilaritySelection(unit), $"{data.Name}, {measure}, {count}, multi-similarity");
    }

    private static void Check<TSelection>(MiningRequest request, HardestMinerOptions options, TSelection selection, string what)
        where TSelection : struct, IHardestSelection
    {
        FalseNegativeFilter filters = new(options);
        NearestRequest.Fits(request, options.Measure, filters, out int width).ShouldBeTrue();
        MinedNegatives expected = new(), mined = new();
        new MiningCore(options).Mine(request, expected, selection);
        mined.Reset(request.NegativesPerAnchor);
        new NearestMining<TSelection>(request, filters, selection, options.Measure, mined, width).Run();
        ShouldBeEqual(mined, expected, what);
    }

    private static void ShouldBeEqual(MinedNegatives mined, MinedNegatives expected, string what)
    {
        mined.RowCount.ShouldBe(expected.RowCount, what);
        for (int row = 0; row < mined.RowCount; row++)
        {
            if (!mined.IndicesOf(row).SequenceEqual(expected.IndicesOf(row)) || !mined.ScoresOf(row).SequenceEqual(expected.ScoresOf(row)))
            {
                Assert.Fail($"{what}, row {row}: expected {string.Join(' ', expected.IndicesOf(row).ToArray())}, but got {string.Join(' ', mined.IndicesOf(row).ToArray())}.");
            }
        }

        (mined.FilteredPairs, mined.RowsWithoutPositive, mined.ToppedUp, mined.DroppedPairs, mined.DroppedCandidates).ShouldBe((expected.FilteredPairs, expected.RowsWithoutPositive, expected.ToppedUp, 0, 0), what);
    }

    private static MinedNegatives Mine(MiningCase data, ScoreMeasure measure, Action<MiningOptions> filter, int count) =>
        new HardestMiner(Options(measure, filter)).Mine(new MiningRequest(data.Anchors, data.Candidates, data.Relations, count));

    private static HardestMinerOptions Options(ScoreMeasure measure, Action<MiningOptions> filter)
    {
        HardestMinerOptions options = new() { Measure = measure };
        filter(options);
        return options;
    }

    private static IEnumerable<MiningCase> Cases(int seed, int largest = 90)
    {
        System.Random random = new(seed);
        int n = random.Next(1, largest), pool = (3 * largest) + random.Next(60);
        int[] labels = Batches.Labels(n, classes: 5, seed), memory = Batches.Labels(pool, classes: 5, seed + 1);
        PairRelations shared = PairRelations.Paired(new PairedLayout(n) { SharedNegatives = pool, PositivesPerAnchor = 2 });
        PairRelations inBatch = PairRelations.Paired(new PairedLayout(n) { SharedNegatives = pool, InBatchNegatives = true });
        yield return Case("shared pool", shared, seed);
        yield return Case("shared pool, some ignored", shared.Ignoring(Ignored(random, n, (2 * n) + pool)), seed);
        yield return Case("in batch and shared", inBatch, seed);
        yield return Case("in batch and shared, some ignored", inBatch.Ignoring(Ignored(random, n, n + pool)), seed);
        yield return Case("labels against a memory", PairRelations.FromLabels(labels, [.. labels, .. memory], anchorsComeFirst: true), seed);
        yield return Case("labels against a memory, some ignored", PairRelations.FromLabels(labels, [.. labels, .. memory], anchorsComeFirst: true).Ignoring(Ignored(random, n, n + pool)), seed);
        yield return Case("all but the anchor", new AllButSelf(n, n + pool), seed);
        yield return Case("all but the anchor, some ignored", new AllButSelf(n, n + pool).Ignoring(Ignored(random, n, n + pool)), seed);
        yield return Case("labels, some without a positive", PairRelations.FromLabels([.. labels, 77], [.. labels, 77, .. memory], anchorsComeFirst: true), seed);
    }

    /// <summary>All are negatives but the anchor itself, which no list names.</summary>
    private sealed class AllButSelf(int anchors, int candidates) : PairRelations
    {
        public override int RowCount => anchors;

        public override int AnchorCount => anchors;

        public override int CandidateCount => candidates;

        public override IndexRange SharedNegatives => new(0, candidates);

        public override RelationRow GetRow(int row) => new() { Anchor = row, Self = row };
    }

    private static IndexLists Ignored(System.Random random, int rows, int candidates) =>
        IndexLists.FromRows([.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, 30).Select(_ => random.Next(candidates)).Append(row).ToArray())]);

    private static MiningCase Case(string name, PairRelations relations, int seed) =>
        new(name, Signs(relations.AnchorCount, seed + 50), Signs(relations.CandidateCount, seed + 60), relations);

    private static float[,] Signs(int rows, int seed)
    {
        float[,] signs = Batches.Matrix(rows, Dimension, seed);
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < Dimension; k++)
            {
                signs[i, k] = signs[i, k] < 0 ? -1 : 1;
            }
        }

        return signs;
    }

    private static bool IsUnit(MiningOptions options) => options.Measure == ScoreMeasure.Cosine;

    private static TestCaseData Named(string name, Action<MiningOptions> filter) => new TestCaseData(filter).SetArgDisplayNames(name);
}
