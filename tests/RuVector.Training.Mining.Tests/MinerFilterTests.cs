using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

/// <summary>Filters work the same in every miner: it chooses among what its rule admits and the filters keep.</summary>
[TestFixtureSource(typeof(MinerTable), nameof(MinerTable.Miners))]
public sealed class MinerFilterTests(MinerRow miner)
{
    [Test]
    public void Mine_AbsoluteMargin_KeepsWhatIsFartherThanThePositiveByTheMargin() =>
        Check(static o => o.AbsoluteMargin = 0.2f, static (c, _, positive) => c <= positive - 0.2);

    [Test]
    public void Mine_RelativeMargin_KeepsWhatIsFartherByAFractionOfThePositive() =>
        Check(static o => o.RelativeMargin = 0.3f, static (c, _, positive) => c <= positive - (Math.Abs(positive ?? double.NaN) * 0.3));

    [Test]
    public void Mine_MaximumScore_KeepsScoresUpToIt() =>
        Check(static o => o.MaximumScore = o.Measure is ScoreMeasure.Cosine or ScoreMeasure.Dot ? 0.25f : 3f, static (c, _, _) => c >= 0 ? c <= 0.25 : Math.Abs(c) <= 3);

    [Test]
    public void Mine_MinimumScore_KeepsScoresFromItOn() =>
        Check(static o => o.MinimumScore = o.Measure is ScoreMeasure.Cosine or ScoreMeasure.Dot ? -0.25f : 0.25f, static (c, _, _) => c >= -0.25, [ScoreMeasure.Cosine, ScoreMeasure.Dot]);

    [Test]
    public void Mine_MinimumScoreOfADistance_LeavesOutTheHardest() =>
        Check(static o => o.MinimumScore = 3f, static (c, _, _) => c <= -3, [ScoreMeasure.Euclidean]);

    [Test]
    public void Mine_RankWindow_KeepsTheRanksFromStartToBeforeEnd() =>
        Check(static o => (o.RankStart, o.RankEnd) = (2, 6), static (_, rank, _) => rank is >= 2 and < 6);

    [Test]
    public void Mine_RankStart_LeavesTheHardestOut() => Check(static o => o.RankStart = 3, static (_, rank, _) => rank >= 3);

    [Test]
    public void Mine_RankEnd_KeepsTheHardest() => Check(static o => o.RankEnd = 4, static (_, rank, _) => rank < 4);

    [Test]
    public void Mine_SeveralFilters_KeepsWhatAllKeep() =>
        Check(static o => (o.AbsoluteMargin, o.RankStart, o.RelativeMargin) = (0.1f, 1, 0f), static (c, rank, positive) => c <= positive - 0.1 && rank >= 1);

    private void Check(Action<MiningOptions> filter, Func<double, int, double?, bool> keeps, ScoreMeasure[]? measures = null)
    {
        foreach (ScoreMeasure measure in (measures ?? [ScoreMeasure.Cosine, ScoreMeasure.Euclidean]).Intersect(miner.Measures))
        {
            foreach (MiningCase data in Enumerable.Range(1, 25).SelectMany(MiningCase.OfEveryKind))
            {
                Check(data, measure, miner.Mine(data, 3, Configure), keeps);
            }

            void Configure(MiningOptions options)
            {
                options.Measure = measure;
                filter(options);
            }
        }
    }

    private void Check(MiningCase data, ScoreMeasure measure, MinedNegatives mined, Func<double, int, double?, bool> keeps)
    {
        long filtered = 0;
        int withoutPositive = 0;
        for (int row = 0; row < mined.RowCount; row++)
        {
            double? positive = MiningOracle.FarthestPositive(data, row, measure);
            bool isEmpty = positive is null && (miner.NeedsPositive || ComparesWithPositive(keeps));
            ScoredCandidate[] negatives = MiningOracle.Negatives(data, row, measure);
            ScoredCandidate[] kept = isEmpty ? [] : [.. negatives.Where((candidate, rank) => keeps(candidate.Closeness, rank, positive))];
            ScoredCandidate[] eligible = [.. kept.Intersect(miner.Eligible(data, row, measure))];
            MinerConformanceTests.CheckChoice(mined, row, eligible, Math.Min(3, eligible.Length));
            filtered += isEmpty ? 0 : negatives.Length - kept.Length;
            withoutPositive += isEmpty ? 1 : 0;
        }

        (mined.FilteredPairs, mined.RowsWithoutPositive).ShouldBe((filtered, withoutPositive));
    }

    // A comparison with no number is false.
    private static bool ComparesWithPositive(Func<double, int, double?, bool> keeps) => Enumerable.Range(0, 7).All(rank => !keeps(-3, rank, null) && !keeps(0, rank, null));
}
