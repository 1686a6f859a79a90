using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class MatryoshkaLossTests
{
    private static readonly float[,] s_anchors = Batches.Matrix(4, 5, seed: 1);
    private static readonly float[,] s_candidates = Batches.Matrix(4, 5, seed: 2);

    [Test]
    public void Evaluate_TruncationsAlone_GiveTheOtherColumnsGradientZero()
    {
        MatryoshkaLoss loss = new(new InfoNceLoss(), new() { Dimensions = [1, 3], Weights = [0.5f, 2], FullWeight = 0 });
        Evaluated got = Evaluated.Of(loss, s_anchors, s_candidates, PairRelations.InBatch(4));
        double[,] a = Oracle.ToDouble(s_anchors);
        double[,] c = Oracle.ToDouble(s_candidates);
        double expected = (0.5 * InfoNce(a, c, 1)) + (2 * InfoNce(a, c, 3));
        got.Value.ShouldBe(expected, 1e-5 * expected);
        GradientCheck.Of(x => (0.5 * InfoNce(x, c, 1)) + (2 * InfoNce(x, c, 3)), s_anchors).ShouldBe(got.AnchorGradients, absolute: 1e-5);
        Enumerable.Range(0, 4).ShouldAllBe(row => got.AnchorGradients[row, 3] == 0f && got.AnchorGradients[row, 4] == 0f);
    }

    [Test]
    public void Evaluate_FullDimensionListed_IsEvaluatedOnce() =>
        Evaluated.Of(new MatryoshkaLoss(new InfoNceLoss(), new() { Dimensions = [5] }), s_anchors, s_candidates, PairRelations.InBatch(4)).Value
            .ShouldBe(Evaluated.Of(new InfoNceLoss(), s_anchors, s_candidates, PairRelations.InBatch(4)).Value);

    [Test]
    public void Evaluate_DimensionAboveTheEmbeddings_IsRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new MatryoshkaLoss(new InfoNceLoss(), new() { Dimensions = [2, 6] }), s_anchors, s_candidates, PairRelations.InBatch(4)))
            .Message.ShouldBe("Expected embeddings of dimension 6 or more, the largest of the Matryoshka dimensions, but got 5. (Parameter 'batch')");

    [Test]
    public void Constructor_SettingsOutOfRange_AreRefused()
    {
        Refused<ArgumentOutOfRangeException>(new() { Dimensions = [0] }, "Expected dimensions of 1 or more, but got 0.");
        Refused<ArgumentException>(new() { Dimensions = [2, 2] }, "Expected each dimension once, but got 2 twice.");
        Refused<ArgumentException>(new() { Dimensions = [2, 3], Weights = [1] }, "Expected 2 weights, one for each dimension, but got 1.");
        Refused<ArgumentOutOfRangeException>(new() { Dimensions = [2], Weights = [-1] }, "Expected a finite weight of 0 or more, but got -1.");
        Refused<ArgumentOutOfRangeException>(new() { FullWeight = -1 }, "Expected a finite full weight of 0 or more, but got -1.");
        Refused<ArgumentException>(new() { FullWeight = 0 }, "Expected dimensions or a full weight above 0, but got neither.");
    }

    private static double InfoNce(double[,] a, double[,] c, int columns) =>
        Oracle.InfoNce(Oracle.FirstColumns(a, columns), Oracle.FirstColumns(c, columns), new(PairRelations.InBatch(4)), 0.07f);

    private static void Refused<TException>(MatryoshkaOptions options, string message)
        where TException : ArgumentException =>
        Should.Throw<TException>(() => new MatryoshkaLoss(new InfoNceLoss(), options)).Message.ShouldStartWith(message);
}
