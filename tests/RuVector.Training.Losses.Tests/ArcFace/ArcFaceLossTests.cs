using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class ArcFaceLossTests
{
    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayout_MatchesOracle(PairRelations relations)
    {
        OracleSettings settings = new(relations) { Weights = OracleCheck.Weights };
        OracleCheck.Layout(new ArcFaceLoss(new ArcFaceOptions { Scale = 8, MarginDegrees = 40 }), settings, (a, c) => Oracle.ArcFace(a, c, settings, 40, 8));
    }

    [TestCase(0.0, 0.8660254037844386)]
    [TestCase(60.0, 0.0)]
    [TestCase(90.0, -0.5)]
    [TestCase(149.0, -0.9998476951563913)]
    [TestCase(155.0, -0.9063077870366499 - (0.5235987755982988 * 0.5))]
    [TestCase(180.0, -1 - (0.5235987755982988 * 0.5))]
    public void Evaluate_AnyAngle_AddsTheMarginUpToPi(double degrees, double cosine)
    {
        // Margin 30 degrees. One other class at a right angle: L = log(1 + exp(0 - S cosine)).
        (double y, double x) = Math.SinCos(degrees * Math.PI / 180);
        float[,] anchor = { { 1f, 0f, 0f } };
        float[,] weights = { { (float)x, (float)y, 0f }, { 0f, 0f, 3f } };
        double value = Evaluated.Of(new ArcFaceLoss(new ArcFaceOptions { MarginDegrees = 30, Scale = 2 }), anchor, weights, PairRelations.FromLabels([0], [0, 1])).Value;
        value.ShouldBe(Math.Log(1 + Math.Exp(-2 * cosine)), 2e-6);
    }

    [Test]
    public void Evaluate_EmbeddingOnItsClass_HasAFiniteGradient()
    {
        // Where theta is 0 the arc cosine has an infinite slope.
        float[,] anchor = { { 0.3f, 0.4f, 0.5f } }, weights = { { 0.6f, 0.8f, 1f }, { 1f, 0f, 0f } };
        Evaluated got = Evaluated.Of(new ArcFaceLoss(), anchor, weights, PairRelations.FromLabels([0], [0, 1]));
        got.AnchorGradients.Cast<float>().Concat(got.CandidateGradients.Cast<float>()).ShouldAllBe(static g => float.IsFinite(g));
    }

    [Test]
    public void Evaluate_AnyScale_MatchesOracle([Values(1e-4f, 1f, 64f, 1e4f)] float scale)
    {
        OracleSettings settings = new(PairRelations.FromLabels([0, 1, 2, 1, 0], [0, 1, 2]));
        (float[,] anchors, float[,] weights) = (Batches.Matrix(5, 12, seed: 1), Batches.Matrix(3, 12, seed: 2));
        double expected = Oracle.ArcFace(Oracle.ToDouble(anchors), Oracle.ToDouble(weights), settings, 28.6f, scale);
        Evaluated.Of(new ArcFaceLoss(new ArcFaceOptions { Scale = scale }), anchors, weights, settings.Relations).Value.ShouldBe(expected, 1e-6 * Math.Max(1, expected));
    }

    [Test]
    public void Evaluate_LabelWithoutWeights_HasNoTermAndIsCounted()
    {
        LossResult result = Evaluated.Of(new ArcFaceLoss(), Batches.Matrix(2, 4, seed: 1), Batches.Matrix(2, 4, seed: 2), PairRelations.FromLabels([0, 9], [0, 1])).Result;
        (result.Terms, result.RowsWithoutPositives).ShouldBe((1, 1));
        result = Evaluated.Of(new ArcFaceLoss(), Batches.Matrix(2, 4, seed: 1), Batches.Matrix(1, 4, seed: 2), PairRelations.FromLabels([0, 0], [0])).Result;
        (result.Terms, result.RowsWithoutNegatives, result.Value).ShouldBe((0, 2, 0));
    }

    [TestCase(-1f, "-1")]
    [TestCase(90.5f, "90.5")]
    [TestCase(float.NaN, "NaN")]
    public void Constructor_MarginOutOfRange_IsRefused(float degrees, string shown) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ArcFaceLoss(new ArcFaceOptions { MarginDegrees = degrees }))
            .Message.ShouldStartWith($"Expected a margin of 0 to 90 degrees, but got {shown}.");

    [Test]
    public void Constructor_OtherSettingOutOfRange_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ArcFaceLoss(new ArcFaceOptions { Scale = -1 })).Message.ShouldStartWith("Expected a finite scale of 0 or more, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => new ArcFaceLoss(new ArcFaceOptions { Reduction = (Reduction)7 })).Message.ShouldStartWith("Expected a known Reduction (Mean, Sum), but got 7.");
    }
}
