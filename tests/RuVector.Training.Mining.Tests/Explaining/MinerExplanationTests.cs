using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

/// <summary>What a miner explains is what it did.</summary>
[TestFixtureSource(typeof(MinerTable), nameof(MinerTable.Miners))]
public sealed class MinerExplanationTests(MinerRow miner)
{
    private static readonly CandidateVerdict[] _filtered =
    [
        CandidateVerdict.AboveMaximumScore, CandidateVerdict.BelowMinimumScore, CandidateVerdict.AbsoluteMargin, CandidateVerdict.RelativeMargin, CandidateVerdict.BeforeRankStart, CandidateVerdict.AfterRankEnd,
    ];

    [Test]
    public void Explain_FiltersOfEveryKind_AgreesWithTheResult()
    {
        Action<MiningOptions>[] filters =
        [
            static _ => { },
            static o => o.AbsoluteMargin = 0.2f,
            static o => o.RelativeMargin = 0.2f,
            static o => (o.RankStart, o.RankEnd) = (1, 4),
            static o => (o.MinimumScore, o.MaximumScore, o.AbsoluteMargin, o.RankStart) = (-0.5f, 0.5f, 0.1f, 1),
        ];
        foreach (Action<MiningOptions> filter in filters)
        {
            foreach (MiningCase data in Enumerable.Range(1, 8).SelectMany(MiningCase.OfEveryKind))
            {
                Check(data, filter);
            }
        }
    }

    [Test]
    public void Explain_WrongCall_IsRefused()
    {
        IExplainingMiner subject = (IExplainingMiner)miner.Create(static _ => { });
        MiningCase data = MiningCase.Of("in batch", PairRelations.InBatch(3), seed: 1);
        Should.Throw<ArgumentException>(() => subject.Explain(default, 0, [])).Message.ShouldStartWith("Expected a request with anchors");
        Should.Throw<ArgumentException>(() => subject.Explain(Request(data), 0, new CandidateVerdict[2]))
            .Message.ShouldBe("Expected room for 3 verdicts, one for each candidate, but got 2. (Parameter 'verdicts')");
        Should.Throw<ArgumentOutOfRangeException>(() => subject.Explain(Request(data), 3, new CandidateVerdict[3])).Message.ShouldStartWith("Expected a row from 0 to 2, but got 3.");
    }

    private void Check(MiningCase data, Action<MiningOptions> filter)
    {
        IExplainingMiner subject = (IExplainingMiner)miner.Create(filter);
        MinedNegatives mined = subject.Mine(Request(data));
        long filtered = 0;
        CandidateVerdict[] verdicts = new CandidateVerdict[data.Relations.CandidateCount];
        for (int row = 0; row < mined.RowCount; row++)
        {
            subject.Explain(Request(data), row, verdicts);
            Of(CandidateVerdict.Chosen).ShouldBe(mined.IndicesOf(row).ToArray().Order());
            Of(CandidateVerdict.Positive).ShouldBe(OfKind(data, row, PairKind.Positive));
            Of(CandidateVerdict.Unrelated).ShouldBe(OfKind(data, row, PairKind.None));
            Of(CandidateVerdict.Self, CandidateVerdict.Ignored).ShouldBe(OfKind(data, row, PairKind.Ignored));
            Of(CandidateVerdict.Self).ShouldBe(data.Relations.GetRow(row).Self is >= 0 and int self ? [self] : []);
            filtered += Of(_filtered).Length;
        }

        filtered.ShouldBe(mined.FilteredPairs);

        int[] Of(params CandidateVerdict[] wanted) => [.. Enumerable.Range(0, verdicts.Length).Where(candidate => wanted.Contains(verdicts[candidate]))];
    }

    private static int[] OfKind(MiningCase data, int row, PairKind kind) =>
        [.. Enumerable.Range(0, data.Relations.CandidateCount).Where(candidate => data.Relations.KindOf(row, candidate) == kind)];

    private static MiningRequest Request(MiningCase data) => new(data.Anchors, data.Candidates, data.Relations, 3) { Seed = 9, Step = 4 };
}
