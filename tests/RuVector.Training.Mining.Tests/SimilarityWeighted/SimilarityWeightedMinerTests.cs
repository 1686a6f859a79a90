using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class SimilarityWeightedMinerTests
{
    private const int Rows = 1000;

    // Cosines with the anchor [1, 0]: 1, 0.8, 0, -0.6, and 0 for the zero vector.
    private static readonly float[][] _candidates = [[2, 0], [0.8f, 0.6f], [0, 3], [-3, 4], [0, 0]];

    private static readonly double[] _cosines = [1, 0.8, 0, -0.6, 0];

    [Test]
    public void Mine_AMillionDraws_FollowTheSoftmaxWithoutReplacement([Values(0.5f, 10f)] float temperature)
    {
        (float[,] anchors, float[,] candidates) = (new float[Rows, 2], new float[Rows + 5, 2]);
        for (int i = 0; i < Rows; i++)
        {
            anchors[i, 0] = 3;
        }

        for (int i = 0; i < 5; i++)
        {
            (candidates[Rows + i, 0], candidates[Rows + i, 1]) = (_candidates[i][0], _candidates[i][1]);
        }

        PairRelations relations = PairRelations.Paired(new PairedLayout(Rows) { SharedNegatives = 5 });
        SimilarityWeightedMiner miner = new(new SimilarityWeightedMinerOptions { Temperature = temperature });
        long[] counts = new long[25];
        MinedNegatives mined = new();
        for (int step = 0; step < 1000; step++)
        {
            miner.Mine(new MiningRequest(anchors, candidates, relations, 2) { Seed = 3, Step = step }, mined);
            for (int row = 0; row < Rows; row++)
            {
                ReadOnlySpan<int> drawn = mined.IndicesOf(row);
                counts[((drawn[0] - Rows) * 5) + drawn[1] - Rows]++;
            }
        }

        counts.Sum().ShouldBe(1_000_000);
        ChiSquare.ShouldFit(counts, ChiSquare.PairProbabilities([.. _cosines.Select(cosine => Math.Exp(cosine / temperature))]));
    }

    [Test]
    public void Mine_SmallTemperature_TakesTheHardestInOrder() =>
        new SimilarityWeightedMiner(new SimilarityWeightedMinerOptions { Temperature = 1e-4f }).Mine([1, 0], _candidates[..4], 4).ShouldBe([0, 1, 2, 3]);

    [Test]
    public void Mine_SmallTemperatureAndAFarGroup_DrawsTheFarOnesAsWell()
    {
        // exp(-2 / 1e-4) is 0 in every floating-point format; log weights do not underflow.
        float[][] candidates = [[1, 0], [-1, 0], [-2, 0]];
        int[] last = [.. Enumerable.Range(0, 50).Select(step => new SimilarityWeightedMiner(new SimilarityWeightedMinerOptions { Temperature = 1e-4f }).Mine([1, 0], candidates, 2, step: step)[1])];
        last.Distinct().ShouldBe([1, 2], ignoreOrder: true);
    }

    [Test]
    public void Mine_Distance_PrefersTheNearest() =>
        new SimilarityWeightedMiner(new SimilarityWeightedMinerOptions { Measure = ScoreMeasure.Euclidean, Temperature = 1e-3f }).Mine([1, 0], _candidates, 5).ShouldBe([1, 0, 4, 2, 3], ignoreOrder: false);

    [Test]
    public void Probabilities_Scores_AreTheirSoftmax()
    {
        double[] probabilities = new double[3];
        new SimilarityWeightedMiner(new SimilarityWeightedMinerOptions { Temperature = 2 }).Probabilities([1, 3, 1], probabilities);
        double sum = 2 + Math.E;
        probabilities.ShouldBe([1 / sum, Math.E / sum, 1 / sum], 1e-12);

        new SimilarityWeightedMiner(new SimilarityWeightedMinerOptions { Temperature = 2, Measure = ScoreMeasure.Euclidean }).Probabilities([1, 3, 1], probabilities);
        sum = 2 + (1 / Math.E);
        probabilities.ShouldBe([1 / sum, 1 / Math.E / sum, 1 / sum], 1e-12);
    }

    [Test]
    public void Probabilities_WrongCall_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new SimilarityWeightedMiner().Probabilities([0.5f], new double[2])).Message.ShouldBe(
            "Expected room for 1 probabilities, one for each cosine, but got 2. (Parameter 'probabilities')");
        Should.Throw<NonFiniteValueException>(() => new SimilarityWeightedMiner().Probabilities([0.5f, float.NaN], new double[2])).Column.ShouldBe(1);
    }

    [TestCase(0f)]
    [TestCase(2e4f)]
    [TestCase(float.NaN)]
    public void Constructor_TemperatureOutOfRange_IsRefused(float temperature) =>
        Should.Throw<ArgumentException>(() => new SimilarityWeightedMiner(new SimilarityWeightedMinerOptions { Temperature = temperature }))
            .Message.ShouldStartWith(FormattableString.Invariant($"Expected a Temperature in [1e-4, 1e4], but got {temperature}."));
}
