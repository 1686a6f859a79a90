namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class MiningRequestTests
{
    [Test]
    public void Constructor_WrongArguments_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _ = new MiningRequest(new float[2, 2], new float[2, 2], PairRelations.InBatch(2), -1)).ParamName.ShouldBe("negativesPerAnchor");
        Should.Throw<ArgumentException>(() => _ = new MiningRequest(new float[3, 2], new float[2, 2], PairRelations.InBatch(2), 1)).Message
            .ShouldStartWith("Expected 2 anchors, as the relations have, but got 3.");
    }

    [Test]
    public void Mine_OneAnchor_OffersEveryCandidate()
    {
        FirstMiner miner = new();

        miner.Mine([1f], new float[,] { { 1 }, { 2 }, { 3 } }, count: 2, seed: 5, step: 6).ShouldBe([0, 1]);
        miner.Kinds.ShouldBe(["NNN"]);
        (miner.Seed, miner.Step).ShouldBe((5UL, 6L));
    }

    [Test]
    public void Mine_AnchorWithPositive_CountsCandidatesWithoutIt()
    {
        FirstMiner miner = new();

        miner.Mine([1f], [9f], new float[,] { { 1 }, { 2 }, { 3 } }, count: 2).ShouldBe([0, 1]);
        miner.Kinds.ShouldBe(["PNNN"]);
        miner.Candidates.ShouldBe([9, 1, 2, 3]);
    }

    /// <summary>Takes the first negatives of each row.</summary>
    private sealed class FirstMiner : INegativeMiner
    {
        public string[] Kinds { get; private set; } = [];

        public float[] Candidates { get; private set; } = [];

        public ulong Seed { get; private set; }

        public long Step { get; private set; }

        public void Mine(in MiningRequest request, MinedNegatives result)
        {
            (Seed, Step, Kinds, Candidates) = (request.Seed, request.Step, Tests.Kinds.Of(request.Relations), request.Candidates.Values.ToArray());
            result.Reset(request.NegativesPerAnchor);
            int wanted = request.NegativesPerAnchor;
            foreach (string row in Kinds)
            {
                int[] chosen = [.. row.Select(static (kind, i) => (kind, i)).Where(static c => c.kind == 'N').Select(static c => c.i).Take(wanted)];
                result.AddRow(chosen, new float[chosen.Length]);
            }
        }
    }
}
