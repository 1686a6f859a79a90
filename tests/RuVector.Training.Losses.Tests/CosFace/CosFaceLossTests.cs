using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class CosFaceLossTests
{
    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayout_MatchesOracle(PairRelations relations)
    {
        OracleSettings settings = new(relations) { Weights = OracleCheck.Weights };
        OracleCheck.Layout(new CosFaceLoss(new CosFaceOptions { Scale = 8, Margin = 0.5f }), settings, (a, c) => Oracle.CosFace(a, c, settings, 0.5, 8));
    }

    [Test]
    public void Evaluate_WorkedExample_TakesTheMarginOffTheOwnClassAlone()
    {
        // Cosines 0.6 and 0.8, margin 0.25, scale 4: L = log(1 + exp(4 (0.8 - 0.35))).
        float[,] anchor = { { 3f, 4f } }, weights = { { 2f, 0f }, { 0f, 5f } };
        Evaluated got = Evaluated.Of(new CosFaceLoss(new CosFaceOptions { Margin = 0.25f, Scale = 4 }), anchor, weights, PairRelations.FromLabels([0], [0, 1]));
        got.Value.ShouldBe(Math.Log(1 + Math.Exp(1.8)), 1e-6);

        // By the cosine of the own class -4 w, w = sigmoid(1.8); by the unit row of the weights only the part across counts, 0.8 / 2.
        double w = 1 / (1 + Math.Exp(-1.8));
        got.CandidateGradients[0, 1].ShouldBe((float)(-4 * w * 0.8 / 2), 1e-5f);
        got.CandidateGradients[1, 0].ShouldBe((float)(4 * w * 0.6 / 5), 1e-5f);
    }

    [Test]
    public void Evaluate_AnyScale_MatchesOracle([Values(1e-4f, 1f, 64f, 1e4f)] float scale)
    {
        OracleSettings settings = new(PairRelations.FromLabels([0, 1, 2, 1, 0], [0, 1, 2]));
        (float[,] anchors, float[,] weights) = (Batches.Matrix(5, 12, seed: 1), Batches.Matrix(3, 12, seed: 2));
        double expected = Oracle.CosFace(Oracle.ToDouble(anchors), Oracle.ToDouble(weights), settings, 0.35f, scale);
        Evaluated.Of(new CosFaceLoss(new CosFaceOptions { Scale = scale }), anchors, weights, settings.Relations).Value.ShouldBe(expected, 1e-6 * Math.Max(1, expected));
    }

    [Test]
    public void Constructor_SettingOutOfRange_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new CosFaceLoss(new CosFaceOptions { Margin = -1 })).Message.ShouldStartWith("Expected a finite margin of 0 or more, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => new CosFaceLoss(new CosFaceOptions { Scale = float.NaN })).Message.ShouldStartWith("Expected a finite scale of 0 or more, but got NaN.");
        Should.Throw<ArgumentOutOfRangeException>(() => new CosFaceLoss(new CosFaceOptions { Reduction = (Reduction)7 })).Message.ShouldStartWith("Expected a known Reduction (Mean, Sum), but got 7.");
    }
}
