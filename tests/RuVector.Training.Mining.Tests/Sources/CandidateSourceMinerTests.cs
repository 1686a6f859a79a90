using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class CandidateSourceMinerTests
{
    private static readonly ScoreMeasure[] _measures = [ScoreMeasure.Cosine, ScoreMeasure.Dot, ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean];

    /// <summary>Ten candidates with the ids 0 to 9 and the scores 0.9, 0.8, ..., 0.</summary>
    private static readonly ScoredId[] _ranking = [.. Enumerable.Range(0, 10).Select(static i => new ScoredId(i, 0.9f - (0.1f * i)))];

    [Test]
    public void MineAsync_AnyRequest_ChoosesWhatTheMinerInMemoryChooses()
    {
        int filtered = 0, grown = 0;
        Prop.ForAll<int>(seed =>
        {
            SourcedNegatives mined = CheckAgainstMemory(new System.Random(seed));
            filtered += mined.FilteredCandidates > 0 ? 1 : 0;
            grown += mined.Searches > 1 ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithReplay(2026, 1125).WithMaxTest(2000).WithEndSize(int.MaxValue / 2));
        filtered.ShouldBeGreaterThan(200);
        grown.ShouldBeGreaterThan(200);
    }

    [Test]
    public async Task MineAsync_FilterLeavesTooFew_AsksForMoreOnlyWhereNeeded()
    {
        FakeSource source = new(_ranking);
        CandidateSourceMiner miner = new(source, new() { AbsoluteMargin = 0, SpareCandidates = 0 });
        SourcedNegatives mined = await miner.MineAsync([Anchor(0.95f), Anchor(0.35f)], 1);
        source.Asked.ShouldBe([(2, 1), (1, 4), (1, 16)]);
        (mined[0].Single().Id, mined[1].Single().Id, mined.Searches).ShouldBe((0L, 6L, 3));
        mined.FilteredCandidates.ShouldBe(6);
    }

    [Test]
    public async Task MineAsync_NothingFartherCanPass_AsksNoMore()
    {
        FakeSource farEnough = new(_ranking), ranked = new(_ranking);
        (await new CandidateSourceMiner(farEnough, new() { MinimumScore = 0.75f, SpareCandidates = 1 }).MineAsync([Anchor()], 3)).ShortageOf(0).ShouldBe(1);
        (await new CandidateSourceMiner(ranked, new() { RankEnd = 2, SpareCandidates = 0 }).MineAsync([Anchor()], 3)).TotalShortage.ShouldBe(1);
        (farEnough.Asked.Count, ranked.Asked.Count).ShouldBe((1, 1));
    }

    [Test]
    public async Task MineAsync_MaximumOrEndOfSource_LeavesAShortage()
    {
        FakeSource source = new(_ranking);
        (await new CandidateSourceMiner(source, new() { MaximumScore = 0.55f, MaximumCandidates = 4 }).MineAsync([Anchor()], 2)).ShortageOf(0).ShouldBe(2);
        (await new CandidateSourceMiner(source, new() { MaximumScore = 0.05f }).MineAsync([Anchor()], 2))[0].Select(static one => one.Id).ShouldBe([9L]);
        source.Asked.ShouldBe([(1, 4), (1, 34)]);
    }

    [Test]
    public async Task MineAsync_SourceOfPoorManners_IsPutRight()
    {
        FakeSource source = new(new ScoredId(5, 0.2f), new(1, 0.7f), new(7, float.NaN), new(1, 0.7f), new(2, 0.9f), new(3, 0.2f));
        SourcedNegatives mined = await new CandidateSourceMiner(source, new()).MineAsync([Anchor() with { ExcludedIds = [2] }], 5);
        mined[0].ShouldBe([new(1, 0.7f), new(5, 0.2f), new(3, 0.2f)]);
        (mined.DroppedCandidates, mined.TotalShortage).ShouldBe((3, 2));
    }

    [Test]
    public async Task MineAsync_AnchorWithoutPositive_IsLeftEmptyAndNotSearchedFor()
    {
        FakeSource source = new(_ranking);
        SourcedNegatives mined = await new CandidateSourceMiner(source, new() { RelativeMargin = 0 }).MineAsync([Anchor(), Anchor(0.5f, 0.3f)], 1);
        (mined.RowsWithoutPositive, mined[0].Count, mined[1][0].Id).ShouldBe((1, 0, 6L));
        source.Asked[0].Queries.ShouldBe(1);
    }

    [Test]
    public void MineAsync_SourceFailsOrIsSlow_TheCallerLearns()
    {
        FakeSource failing = new((_, _, _) => Task.FromException<IReadOnlyList<ScoredId[]>>(new TimeoutException("no answer")));
        FakeSource silent = new((_, _, _) => Task.FromResult<IReadOnlyList<ScoredId[]>>([]));
        FakeSource slow = new(async (_, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [];
        });
        Should.Throw<TimeoutException>(() => new CandidateSourceMiner(failing, new()).MineAsync([Anchor()], 1)).Message.ShouldBe("no answer");
        Should.Throw<InvalidOperationException>(() => new CandidateSourceMiner(silent, new()).MineAsync([Anchor()], 1))
            .Message.ShouldBe("Expected 1 lists of candidates from the source, one for each query, but got 0.");
        using CancellationTokenSource ending = new();
        Task<SourcedNegatives> mining = new CandidateSourceMiner(slow, new()).MineAsync([Anchor()], 1, ending.Token);
        mining.IsCompleted.ShouldBeFalse();
        ending.Cancel();
        Should.Throw<OperationCanceledException>(() => mining);
    }

    [Test]
    public void MineAsync_ExactCountRequired_SaysWhichAnchorFallsShort() =>
        Should.Throw<InvalidOperationException>(() => new CandidateSourceMiner(new FakeSource(_ranking), new() { RequireExactCount = true }).MineAsync([Anchor(), Anchor()], 11))
            .Message.ShouldStartWith("Expected 11 negatives for each anchor, but anchor 0 has 10; 2 of 2 anchors fall short.");

    [Test]
    public void MineAsync_WrongCall_IsRefused()
    {
        CandidateSourceMiner miner = new(new FakeSource(), new() { AbsoluteMargin = 0 });
        Should.Throw<ArgumentException>(() => miner.MineAsync([Anchor(), Anchor() with { Positives = [new float[3]] }], 1))
            .Message.ShouldBe("Expected vectors of dimension 2, as the source has, but one of anchor 1 has 3. (Parameter 'anchors')");
        Should.Throw<NonFiniteValueException>(() => miner.MineAsync([Anchor(float.NaN)], 1)).ParamName.ShouldBe("anchors");
        Should.Throw<NonFiniteValueException>(() => miner.MineAsync([new() { Vector = new[] { 1, float.PositiveInfinity } }], 1)).ParamName.ShouldBe("anchors");
        Should.Throw<ArgumentOutOfRangeException>(() => miner.MineAsync([], 0)).ParamName.ShouldBe("negativesPerAnchor");
        Should.Throw<ArgumentNullException>(() => miner.MineAsync(null!, 1)).ParamName.ShouldBe("anchors");
    }

    [Test]
    public void Constructor_WrongSettings_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new CandidateSourceMiner(new FakeSource(), new() { Measure = ScoreMeasure.Dot })).Message.ShouldStartWith("Expected the measure of the source, Cosine, but got Dot.");
        Should.Throw<ArgumentOutOfRangeException>(() => new CandidateSourceMiner(new FakeSource(), new() { SpareCandidates = -1 })).Message.ShouldStartWith("Expected SpareCandidates of 0 or more, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => new CandidateSourceMiner(new FakeSource(), new() { MaximumCandidates = 0 })).Message.ShouldStartWith("Expected MaximumCandidates of 1 or more, but got 0.");
    }

    [Test]
    public async Task Item_NoSuchRow_IsRefused()
    {
        SourcedNegatives mined = await new CandidateSourceMiner(new FakeSource(_ranking), new()).MineAsync([Anchor()], 1);
        Should.Throw<ArgumentOutOfRangeException>(() => mined[1]).ParamName.ShouldBe("row");
    }

    private static SourceAnchor Anchor(params float[] positives) => new() { Vector = new float[] { 1, 0 }, PositiveScores = positives };

    private static SourcedNegatives CheckAgainstMemory(System.Random random)
    {
        ScoreMeasure measure = _measures[random.Next(_measures.Length)];
        int anchors = random.Next(1, 8), pool = random.Next(1, 40), count = random.Next(1, 6);
        MiningCase data = MiningCase.Of("shared pool", PairRelations.Paired(new PairedLayout(anchors) { SharedNegatives = pool, PositivesPerAnchor = 2, InBatchNegatives = true }), random.Next());
        Action<MiningOptions> filters = Filters(random, measure);
        HardestMinerOptions inMemory = new();
        CandidateSourceMinerOptions fromSource = new() { SpareCandidates = random.Next(4), MaximumCandidates = 1000 };
        filters(inMemory);
        filters(fromSource);
        MinedNegatives expected = new HardestMiner(inMemory).Mine(new MiningRequest(data.Anchors, data.Candidates, data.Relations, count));

        long[] ids = [.. Enumerable.Range(0, data.Candidates.GetLength(0)).Select(static row => 7L * row)];
        InMemoryCandidateSource source = new(Flat(data.Candidates), data.Candidates.GetLength(1), ids, measure);
        SourcedNegatives mined = new CandidateSourceMiner(source, fromSource).MineAsync([.. Enumerable.Range(0, anchors).Select(row => AnchorOf(data, row))], count).GetAwaiter().GetResult();

        for (int row = 0; row < anchors; row++)
        {
            mined[row].Select(static one => (int)(one.Id / 7)).ShouldBe(expected.IndicesOf(row).ToArray());
            Tolerance.ForFloat.ShouldAccept([.. mined[row].Select(static one => one.Score)], [.. expected.ScoresOf(row).ToArray().Select(static score => (double)score)]); // all pairs score distances by products
            mined.ShortageOf(row).ShouldBe(expected.ShortageOf(row));
        }

        return mined;
    }

    private static SourceAnchor AnchorOf(MiningCase data, int row)
    {
        RelationRow relation = data.Relations.GetRow(row);
        int[] positives = relation.Positives.ToArray();
        int dimension = data.Candidates.GetLength(1);
        ReadOnlyMemory<float> anchors = Flat(data.Anchors), candidates = Flat(data.Candidates);
        return new()
        {
            Vector = anchors.Slice(relation.Anchor * dimension, dimension),
            ExcludedIds = [.. Enumerable.Range(0, data.Relations.CandidateCount).Where(candidate => data.Relations.KindOf(row, candidate) != PairKind.Negative).Select(static candidate => 7L * candidate)],
            Positives = [.. positives.Select(candidate => candidates.Slice(candidate * dimension, dimension))],
        };
    }

    private static Action<MiningOptions> Filters(System.Random random, ScoreMeasure measure)
    {
        int kind = random.Next(8);
        float value = random.NextSingle();
        return options =>
        {
            options.Measure = measure;
            options.AbsoluteMargin = kind is 1 or 7 ? value : null;
            options.RelativeMargin = kind is 2 or 7 ? value / 4 : null;
            options.MaximumScore = kind is 3 ? value : null;
            options.MinimumScore = kind is 4 ? value : null;
            (options.RankStart, options.RankEnd) = kind switch { 5 => (2, 4), 6 => (3, null), 7 => (1, 30), _ => ((int?)null, (int?)null) };
        };
    }

    private static float[] Flat(float[,] matrix)
    {
        float[] values = new float[matrix.Length];
        Buffer.BlockCopy(matrix, 0, values, 0, values.Length * sizeof(float));
        return values;
    }
}
