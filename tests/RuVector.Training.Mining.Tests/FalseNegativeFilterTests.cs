namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class FalseNegativeFilterTests
{
    private static readonly float[] _similarities = [0.75f, 0.5f, 0.25f, 0.5f, -0.5f];

    [Test]
    public void Keep_NoFilter_OrdersAllFromTheHardestOn() => Kept(new()).ShouldBe([0, 1, 3, 2, 4]);

    [Test]
    public void Keep_ScoreEqualToAMargin_IsKept()
    {
        Kept(new() { AbsoluteMargin = 0.25f }, 0.75f).ShouldBe([1, 3, 2, 4]);
        Kept(new() { AbsoluteMargin = 0f }, 0.75f).ShouldBe([0, 1, 3, 2, 4]);
        Kept(new() { RelativeMargin = 0.5f }, 1f).ShouldBe([1, 3, 2, 4]);
    }

    [Test]
    public void Keep_ScoreJustAboveAMargin_IsLeftOut()
    {
        Kept(new() { AbsoluteMargin = float.BitIncrement(0.25f) }, 0.75f).ShouldBe([2, 4]);
        KeptOf([1f, 0.5f], new() { AbsoluteMargin = 1e-8f }, 1f).ShouldBe([1], "1 - 1e-8 is 1 in float32, and still less than 1");
        Kept(new() { RelativeMargin = 0f }, float.BitDecrement(0.75f)).ShouldBe([1, 3, 2, 4]);
    }

    [Test]
    public void Keep_NegativePositive_RelativeMarginGoesDown() => KeptOf([-0.25f, -0.375f, 0.25f, -0.5f], new() { RelativeMargin = 0.5f }, -0.25f).ShouldBe([1, 3]);

    [Test]
    public void Keep_SeveralPositives_TheLowestCounts() => Kept(new() { AbsoluteMargin = 0f }, 0.9f, 0.3f, 0.8f).ShouldBe([2, 4]);

    [Test]
    public void Keep_ScoreEqualToALimit_IsKept()
    {
        Kept(new() { MaximumScore = 0.5f }).ShouldBe([1, 3, 2, 4]);
        Kept(new() { MinimumScore = 0.5f }).ShouldBe([0, 1, 3]);
        Kept(new() { MinimumScore = 0.25f, MaximumScore = 0.25f }).ShouldBe([2]);
    }

    [Test]
    public void Keep_Distances_SmallerIsHarderAndMarginsGoUp()
    {
        float[] distances = [2f, 1f, 3f, 0f];
        KeptOf(distances, new() { Measure = ScoreMeasure.Euclidean }).ShouldBe([3, 1, 0, 2]);
        KeptOf(distances, new() { Measure = ScoreMeasure.Euclidean, AbsoluteMargin = 1f }, 0.5f, 1f).ShouldBe([0, 2]);
        KeptOf(distances, new() { Measure = ScoreMeasure.Euclidean, RelativeMargin = 0.5f }, 2f).ShouldBe([2]);
        KeptOf(distances, new() { Measure = ScoreMeasure.SquaredEuclidean, MaximumScore = 1f }).ShouldBe([3, 1]);
        KeptOf(distances, new() { Measure = ScoreMeasure.SquaredEuclidean, MinimumScore = 1f, RankEnd = 3 }).ShouldBe([1, 0]);
    }

    [Test]
    public void Keep_RankWindow_CountsAllNegativesAndSplitsTiesByPosition()
    {
        Kept(new() { RankStart = 1, RankEnd = 3 }).ShouldBe([1, 3]);
        Kept(new() { RankStart = 2 }).ShouldBe([3, 2, 4]);
        Kept(new() { RankEnd = 2 }).ShouldBe([0, 1]);
        Kept(new() { RankStart = 5 }).ShouldBeEmpty();
        Kept(new() { RankStart = 7, RankEnd = 9 }).ShouldBeEmpty();
        Kept(new() { RankStart = 1, MaximumScore = 0.5f }).ShouldBe([1, 3, 2, 4], "the hardest is left out once, not once by each filter");
    }

    [Test]
    public void Keep_NonFiniteScores_AreLeftOutAndHaveNoRank()
    {
        float[] scores = [float.NaN, 0.1f, float.PositiveInfinity, -0.1f, float.NegativeInfinity];
        KeptOf(scores, new()).ShouldBe([1, 3]);
        KeptOf(scores, new() { RankStart = 1 }).ShouldBe([3]);
        KeptOf(scores, new() { Measure = ScoreMeasure.Euclidean }).ShouldBe([3, 1]);
        KeptOf(scores, new() { AbsoluteMargin = 0f }, float.NegativeInfinity, 0f).ShouldBe([3]);
    }

    [Test]
    public void Keep_ZeroAndMinusZero_AreEqual() => KeptOf([-0f, 0f, -0f], new() { RankEnd = 2 }).ShouldBe([0, 1]);

    [Test]
    public void Keep_RoomForFewer_WritesTheHardest()
    {
        int[] kept = new int[2];
        new FalseNegativeFilter(new MiningOptions { MaximumScore = 0.5f }).Keep(_similarities, [], kept).ShouldBe(2);
        kept.ShouldBe([1, 3]);
        new FalseNegativeFilter(new MiningOptions()).Keep(_similarities, [], []).ShouldBe(0);
    }

    [Test]
    public void Keep_MarginWithoutPositive_IsRefused()
    {
        FalseNegativeFilter filter = new(new MiningOptions { AbsoluteMargin = 0.1f });
        filter.NeedsPositive.ShouldBeTrue();
        Should.Throw<ArgumentException>(() => filter.Keep([0.5f], [float.NaN], new int[1])).Message.ShouldBe(
            "Expected the finite score of a positive, because a margin compares with it, but got 1 scores and none is finite. (Parameter 'positives')");
    }

    [TestCaseSource(nameof(BadOptions))]
    public void Constructor_BadOptions_AreRefused(MiningOptions options, string message) =>
        Should.Throw<ArgumentException>(() => new FalseNegativeFilter(options)).Message.ShouldStartWith(message);

    private static object[][] BadOptions() =>
    [
        [new MiningOptions { Measure = (ScoreMeasure)9 }, "Expected a known ScoreMeasure (Cosine, Dot, Euclidean, SquaredEuclidean, UnitEuclidean), but got 9."],
        [new MiningOptions { AbsoluteMargin = -0.5f }, "Expected a finite AbsoluteMargin of 0 or more, but got -0.5."],
        [new MiningOptions { AbsoluteMargin = float.NaN }, "Expected a finite AbsoluteMargin of 0 or more, but got NaN."],
        [new MiningOptions { RelativeMargin = float.PositiveInfinity }, "Expected a finite RelativeMargin of 0 or more, but got Infinity."],
        [new MiningOptions { MaximumScore = float.NaN }, "Expected a finite MaximumScore, but got NaN."],
        [new MiningOptions { MinimumScore = float.NegativeInfinity }, "Expected a finite MinimumScore, but got -Infinity."],
        [new MiningOptions { RankStart = -1 }, "Expected a RankStart of 0 or more, but got -1."],
        [new MiningOptions { RankEnd = 0 }, "Expected a RankEnd of 1 or more, but got 0."],
        [new MiningOptions { RankStart = 5, RankEnd = 5 }, "Expected a RankStart below RankEnd, 5, but got 5."],
        [new MiningOptions { MinimumScore = 0.5f, MaximumScore = 0.25f }, "Expected a MinimumScore of at most MaximumScore, 0.25, but got 0.5."],
    ];

    private static int[] Kept(MiningOptions options, params float[] positives) => KeptOf(_similarities, options, positives);

    private static int[] KeptOf(float[] scores, MiningOptions options, params float[] positives)
    {
        int[] kept = new int[scores.Length];
        return kept[..new FalseNegativeFilter(options).Keep(scores, positives, kept)];
    }
}
