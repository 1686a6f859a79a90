using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

/// <summary>Any miner, relations, measure, filters and numbers against slow loops in double: what is chosen, that nothing else is, and every count.</summary>
/// <remarks>The cases are the same on every run: among so many pairs a score may lie within rounding of a threshold, where double and float32 disagree.</remarks>
[TestFixture]
public sealed class MinerPropertyTests
{
    private const int Cases = 10_000;

    [Test]
    public void Mine_AnyRequest_IsWhatTheOracleAllows()
    {
        int choices = 0, shortages = 0, filtered = 0;
        Prop.ForAll<int>(seed =>
        {
            MinedNegatives mined = Check(new Random(seed));
            choices += mined.TotalCount > 0 ? 1 : 0;
            shortages += mined.TotalShortage > 0 ? 1 : 0;
            filtered += mined.FilteredPairs > 0 ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithReplay(2026, 1125).WithMaxTest(Cases).WithEndSize(int.MaxValue / 2));
        int[] seen = [choices, shortages, filtered];
        seen.ShouldAllBe(count => count > Cases / 10, "a property that hardly ever meets its subject shows nothing");
    }

    private static MinedNegatives Check(Random random)
    {
        MinerRow miner = MinerTable.Miners[random.Next(MinerTable.Miners.Length)];
        MiningCase[] kinds = MiningCase.OfEveryKind(random.Next());
        MiningCase data = kinds[random.Next(kinds.Length)];
        ScoreMeasure measure = miner.Measures[random.Next(miner.Measures.Length)];
        int count = random.Next(6);
        Filters filters = Filters.Draw(random);
        MinedNegatives mined = miner.Mine(data, count, options =>
        {
            options.Measure = measure;
            filters.Set(options);
        }, (ulong)random.NextInt64(), random.Next());

        (long left, int lacking) = (0, 0);
        for (int row = 0; row < mined.RowCount; row++)
        {
            double? positive = MiningOracle.FarthestPositive(data, row, measure);
            bool lacks = positive is null && (miner.NeedsPositive || filters.Margin is not null);
            ScoredCandidate[] negatives = MiningOracle.Negatives(data, row, measure);
            ScoredCandidate[] kept = lacks ? [] : [.. negatives.Where((candidate, rank) => filters.Keeps(candidate.Closeness, rank, positive))];
            ScoredCandidate[] eligible = [.. kept.Where(candidate => miner.MayChoose(candidate.Closeness, positive ?? double.NaN))];
            MinerConformanceTests.CheckChoice(mined, row, eligible, Math.Min(count, eligible.Length));
            if (!miner.IsRandom)
            {
                mined.IndicesOf(row).ToArray().ShouldBe(eligible.Take(count).Select(static candidate => candidate.Candidate));
            }

            left += lacks ? 0 : negatives.Length - kept.Length;
            lacking += lacks ? 1 : 0;
        }

        (mined.FilteredPairs, mined.RowsWithoutPositive, mined.TotalShortage).ShouldBe((left, lacking, ((long)mined.RowCount * count) - mined.TotalCount));
        return mined;
    }

    private sealed record Filters(float? Margin, int? Start, int? End)
    {
        public static Filters Draw(Random random)
        {
            int? start = random.Next(3) == 0 ? random.Next(4) : null;
            return new(random.Next(3) == 0 ? random.NextSingle() : null, start, random.Next(3) == 0 ? (start ?? 0) + 1 + random.Next(8) : null);
        }

        public void Set(MiningOptions options) => (options.AbsoluteMargin, options.RankStart, options.RankEnd) = (Margin, Start, End);

        public bool Keeps(double closeness, int rank, double? positive) => (Margin is null || closeness <= positive - Margin) && rank >= (Start ?? 0) && rank < (End ?? int.MaxValue);
    }
}
