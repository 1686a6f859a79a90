using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class RandomMinerTests
{
    private const int Rows = 1000;
    private const int Pool = 6;

    [Test]
    public void Mine_ManyRowsAndSteps_DrawsEveryOrderedPairEquallyOften()
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(Rows) { SharedNegatives = Pool });
        float[,] anchors = Batches.Matrix(Rows, 2, seed: 1);
        float[,] candidates = Batches.Matrix(Rows + Pool, 2, seed: 2);
        long[] counts = new long[Pool * Pool];
        MinedNegatives mined = new();
        for (int step = 0; step < 500; step++)
        {
            new RandomMiner().Mine(new MiningRequest(anchors, candidates, relations, 2) { Seed = 17, Step = step }, mined);
            for (int row = 0; row < Rows; row++)
            {
                ReadOnlySpan<int> indices = mined.IndicesOf(row);
                counts[((indices[0] - Rows) * Pool) + indices[1] - Rows]++;
            }
        }

        double[] probabilities = [.. Enumerable.Range(0, Pool * Pool).Select(static pair => pair / Pool == pair % Pool ? 0 : 1.0 / (Pool * (Pool - 1)))];
        ChiSquare.ShouldFit(counts, probabilities);
    }

    [Test]
    public void Mine_RankWindow_DrawsInsideIt()
    {
        RandomMiner miner = new(new RandomMinerOptions { RankStart = 1, RankEnd = 3 });
        float[][] candidates = [[0, 1], [1, 1], [2, 0], [3, 1], [-1, 0]];
        for (int step = 0; step < 20; step++)
        {
            miner.Mine([1, 0], candidates, 5, step: step).ShouldBe([1, 3], ignoreOrder: true);
        }
    }

    [Test]
    public void Mine_KnownKey_RepeatsForEver() =>
        new RandomMiner().Mine([1f], new float[8][] { [1], [1], [1], [1], [1], [1], [1], [1] }, 8, seed: 42, step: 7).ShouldBe([0, 7, 4, 2, 6, 5, 1, 3]);
}
