namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class CandidateVerdictTests
{
    // Dots with the anchor [1]: the positive 0.5, then the candidates.
    private static readonly float[] _scores = [0.5f, 0.9f, 0.49f, 0.4f, 0.3f, 0.2f, -0.5f];

    [Test]
    public void Explain_EachFilter_IsNamed()
    {
        Explain(1, static o => o.MaximumScore = 0.45f).ShouldBe("Positive AboveMaximumScore AboveMaximumScore Chosen NotSelected NotSelected NotSelected");
        Explain(1, static o => o.MinimumScore = 0.3f).ShouldBe("Positive Chosen NotSelected NotSelected NotSelected BelowMinimumScore BelowMinimumScore");
        Explain(1, static o => o.AbsoluteMargin = 0.05f).ShouldBe("Positive AbsoluteMargin AbsoluteMargin Chosen NotSelected NotSelected NotSelected");
        Explain(1, static o => o.RelativeMargin = 0.5f).ShouldBe("Positive RelativeMargin RelativeMargin RelativeMargin RelativeMargin Chosen NotSelected");
        Explain(2, static o => (o.RankStart, o.RankEnd) = (1, 4)).ShouldBe("Positive BeforeRankStart Chosen Chosen NotSelected AfterRankEnd AfterRankEnd");
    }

    [Test]
    public void Explain_SeveralFilters_NamesTheFirst() =>
        Explain(1, static o => (o.MaximumScore, o.AbsoluteMargin, o.RelativeMargin, o.RankStart, o.RankEnd) = (0.8f, 0.05f, 0.3f, 5, 6))
            .ShouldBe("Positive AboveMaximumScore AbsoluteMargin RelativeMargin BeforeRankStart BeforeRankStart Chosen");

    [Test]
    public void Explain_ValuesAndScoresThatAreNotFinite_AreNamed()
    {
        float[,] candidates = { { 1 }, { float.NaN }, { 1e30f }, { 2 } };
        CandidateVerdict[] verdicts = new CandidateVerdict[4];
        HardestMiner miner = new(new HardestMinerOptions { Measure = ScoreMeasure.Dot });
        miner.Explain(new MiningRequest(new float[,] { { 1e30f } }, candidates, PairRelations.Paired(new PairedLayout(1) { SharedNegatives = 3 }), 1), 0, verdicts);
        verdicts.ShouldBe([CandidateVerdict.Positive, CandidateVerdict.NonFinite, CandidateVerdict.NonFiniteScore, CandidateVerdict.Chosen]);
    }

    [Test]
    public void Explain_RowWithoutPositive_SaysSo()
    {
        PairRelations relations = PairRelations.FromLabels([0, 1, 1]).Ignoring(IndexLists.FromRows([2], [], []));
        CandidateVerdict[] verdicts = new CandidateVerdict[3];
        new SemiHardMiner().Explain(new MiningRequest(new float[3, 2], new float[3, 2], relations, 1), 0, verdicts);
        verdicts.ShouldBe([CandidateVerdict.Self, CandidateVerdict.NoPositive, CandidateVerdict.Ignored]);
    }

    private static string Explain(int count, Action<MiningOptions> filter)
    {
        HardestMinerOptions options = new() { Measure = ScoreMeasure.Dot };
        filter(options);
        float[,] candidates = new float[_scores.Length, 1];
        Buffer.BlockCopy(_scores, 0, candidates, 0, _scores.Length * sizeof(float));
        CandidateVerdict[] verdicts = new CandidateVerdict[_scores.Length];
        PairRelations relations = PairRelations.Paired(new PairedLayout(1) { SharedNegatives = _scores.Length - 1 });
        new HardestMiner(options).Explain(new MiningRequest(new float[,] { { 1 } }, candidates, relations, count), 0, verdicts);
        return string.Join(' ', verdicts);
    }
}
