using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class DistanceWeightedMinerTests
{
    private const int Dimension = 6;

    // Angles to the anchor; distances 0.2 to 1.99.
    private static readonly double[] _angles = [0.2, 0.5, 0.9, 1.2, 1.4, 1.54, 1.6, 3.0];

    [Test]
    public void Probabilities_HandWorkedCase_AreInverseDensities()
    {
        // d = 3: the density is x, so weights are 1/x: distances 0.6, 1.2 and, below the cutoff, 0.1 as 0.5.
        double[] probabilities = Probabilities(3, [Cosine(0.6), Cosine(1.2), Cosine(0.1), Cosine(1.5)]);
        double sum = (1 / 0.6) + (1 / 1.2) + (1 / 0.5);
        Check(probabilities, [1 / 0.6 / sum, 1 / 1.2 / sum, 1 / 0.5 / sum, 0]);
    }

    [Test]
    public void Probabilities_FewDimensions_AreDefined()
    {
        Check(Probabilities(1, [1, 1, -1]), [0.5, 0.5, 0]);
        double atCutoff = Math.Sqrt(1 - (0.25 / 4));
        double atOne = Math.Sqrt(1 - (1.0 / 4));
        Check(Probabilities(2, [1, Cosine(1), -1]), [atCutoff / (atCutoff + atOne), atOne / (atCutoff + atOne), 0]);
    }

    [Test]
    public void Probabilities_HighDimension_NeitherUnderflowsNorOverflows([Values(384, 1536, 100_000)] int dimension)
    {
        double[] probabilities = Probabilities(dimension, [Cosine(1.2), Cosine(1.3), Cosine(1.3), Cosine(1.39)]);
        probabilities.Sum().ShouldBe(1, 1e-12);
        probabilities[0].ShouldBeGreaterThan(0.99);
        probabilities[1].ShouldBe(probabilities[2]);
        Probabilities(dimension, [Cosine(1.39), Cosine(1.39)]).ShouldBe([0.5, 0.5]);
    }

    [Test]
    public void Probabilities_NoneBelowTheUpperCutoff_AreZero()
    {
        Probabilities(64, [0, -0.5f, -1, Cosine(1.41)]).ShouldBe([0, 0, 0, 0]);
        Probabilities(64, []).ShouldBeEmpty();
    }

    [Test]
    public void Probabilities_WrongCall_IsRefused()
    {
        DistanceWeightedMiner miner = new();
        Should.Throw<ArgumentException>(() => miner.Probabilities([0.5f], 4, new double[2])).Message.ShouldBe(
            "Expected room for 1 probabilities, one for each cosine, but got 2. (Parameter 'probabilities')");
        Should.Throw<ArgumentOutOfRangeException>(() => miner.Probabilities([0.5f], 0, new double[1])).ParamName.ShouldBe("dimension");
        Should.Throw<NonFiniteValueException>(() => miner.Probabilities([0.5f, float.NaN], 4, new double[2])).Message.ShouldBe(
            "Expected finite values, but got NaN in row 0, column 1. (Parameter 'cosines')");
    }

    [Test]
    public void Mine_ManyRowsAndSteps_DrawsOrderedPairsByWeightWithoutReplacement()
    {
        const int Rows = 500;
        (float[,] anchors, float[,] candidates) = (new float[Rows, Dimension], new float[Rows + _angles.Length, Dimension]);
        for (int i = 0; i < Rows; i++)
        {
            (anchors[i, 1], candidates[i, 0]) = (2, 1);
        }

        for (int i = 0; i < _angles.Length; i++)
        {
            (candidates[Rows + i, 1], candidates[Rows + i, 0]) = (3 * (float)Math.Cos(_angles[i]), 3 * (float)Math.Sin(_angles[i]));
        }

        PairRelations relations = PairRelations.Paired(new PairedLayout(Rows) { SharedNegatives = _angles.Length });
        long[] counts = new long[_angles.Length * _angles.Length];
        MinedNegatives mined = new();
        for (int step = 0; step < 500; step++)
        {
            new DistanceWeightedMiner().Mine(new MiningRequest(anchors, candidates, relations, 2) { Seed = 1, Step = step }, mined);
            for (int row = 0; row < Rows; row++)
            {
                ReadOnlySpan<int> indices = mined.IndicesOf(row);
                counts[((indices[0] - Rows) * _angles.Length) + indices[1] - Rows]++;
            }
        }

        ChiSquare.ShouldFit(counts, ChiSquare.PairProbabilities(Weights()));
    }

    [Test]
    public void Mine_NothingBelowTheUpperCutoff_IsAShortage()
    {
        float[,] candidates = { { 1, 0 }, { 0, 1 }, { 0, 0 }, { -1, 0 } };
        MinedNegatives mined = new DistanceWeightedMiner().Mine(new MiningRequest(new float[,] { { 1, 0 } }, candidates, PairRelations.Paired(new PairedLayout(1) { SharedNegatives = 3 }), 2));
        (mined.TotalCount, mined.ShortageOf(0)).ShouldBe((0, 2));
    }

    [Test]
    public void Mine_OneNearAndManyFarInHighDimension_IsNotLimitedByUnderflow()
    {
        // Log weights 400 apart: an exponential of their difference is 0 in float32, and such candidates would never fill a row.
        double[] distances = [0.9, 0.6, 0.9, 1.2];
        float[,] candidates = new float[4, 1536];
        for (int i = 0; i < 4; i++)
        {
            double cosine = 1 - (0.5 * distances[i] * distances[i]);
            (candidates[i, 0], candidates[i, 1]) = ((float)cosine, (float)Math.Sqrt(1 - (cosine * cosine)));
        }

        float[,] anchors = new float[1, 1536];
        anchors[0, 0] = 1;
        MinedNegatives mined = new DistanceWeightedMiner().Mine(new MiningRequest(anchors, candidates, PairRelations.Paired(new PairedLayout(1) { SharedNegatives = 3 }), 3));
        mined.IndicesOf(0).ToArray().ShouldBe([1, 2, 3]);
    }

    [Test]
    public void Constructor_BadOptions_AreRefused()
    {
        Refused(new() { Cutoff = 0 }, "Expected a Cutoff in (0, 2], but got 0.");
        Refused(new() { UpperCutoff = 2.5f }, "Expected an UpperCutoff in (0, 2], but got 2.5.");
        Refused(new() { Cutoff = 1.4f }, "Expected a Cutoff below UpperCutoff, 1.4, but got 1.4.");
        Refused(new() { Measure = ScoreMeasure.Dot }, "Expected the measure of distance-weighted mining to be Cosine, because its density is that of the unit sphere, but got Dot.");
    }

    private static void Refused(DistanceWeightedMinerOptions options, string message) =>
        Should.Throw<ArgumentException>(() => new DistanceWeightedMiner(options)).Message.ShouldStartWith(message);

    private static float Cosine(double distance) => (float)(1 - (distance * distance / 2));

    private static double[] Probabilities(int dimension, float[] cosines)
    {
        double[] probabilities = new double[cosines.Length];
        new DistanceWeightedMiner().Probabilities(cosines, dimension, probabilities);
        return probabilities;
    }

    private static void Check(double[] got, double[] expected) =>
        Tolerance.ForFloat.ShouldAccept(Array.ConvertAll(got, static p => (float)p), expected);

    // The density as the paper has it, without logarithms.
    private static double[] Weights() => [.. _angles.Select(static angle =>
    {
        double distance = 2 * Math.Sin(angle / 2);
        double clamped = Math.Max(distance, 0.5);
        return distance >= 1.4 ? 0 : 1 / (Math.Pow(clamped, Dimension - 2) * Math.Pow(1 - (clamped * clamped / 4), (Dimension - 3) / 2.0));
    })];
}
