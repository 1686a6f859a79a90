using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class ProxyAnchorLossTests
{
    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayoutOfOneRowAnAnchor_MatchesOracle(PairRelations relations)
    {
        Assume.That(Enumerable.Range(0, relations.RowCount).All(row => relations.GetRow(row).Anchor == row));
        OracleSettings settings = new(relations) { Weights = OracleCheck.Weights[..Math.Min(5, relations.RowCount)] };
        ProxyAnchorOptions options = new() { Scale = 6, Margin = 0.25f };
        OracleCheck.Layout(new ProxyAnchorLoss(options), settings, (a, c) => Oracle.ProxyAnchor(a, c, settings, 6, 0.25));
        settings = settings with { Reduction = Reduction.Sum };
        options.Reduction = Reduction.Sum;
        OracleCheck.Layout(new ProxyAnchorLoss(options), settings, (a, c) => Oracle.ProxyAnchor(a, c, settings, 6, 0.25));
    }

    [Test]
    public void Evaluate_WorkedExample_DividesThePositivePartByTheClassesPresent()
    {
        // Embeddings at cosine 1 and 0 of proxy 0, both of class 0; proxy 1 has none and cosines 0 and -1.
        float[,] proxies = { { 2f, 0f }, { 0f, -1f } }, embeddings = { { 1f, 0f }, { 0f, 3f } };
        Evaluated got = Evaluated.Of(new ProxyAnchorLoss(new ProxyAnchorOptions { Scale = 2, Margin = 0.5f }), proxies, embeddings, PairRelations.FromLabels([0, 1], [0, 0]));

        double positive = Math.Log(1 + Math.Exp(-1) + Math.Exp(1)), negative = Math.Log(1 + Math.Exp(1) + Math.Exp(-1));
        got.Value.ShouldBe(positive + (negative / 2), 1e-6);
        got.Result.Terms.ShouldBe(2);
        got.RowValues[0].ShouldBe((float)positive, 1e-6f);
        got.RowValues[1].ShouldBe((float)negative, 1e-6f);
    }

    [Test]
    public void Evaluate_ScaleOfZeroForTheGradient_LeavesTheValue()
    {
        (float[,] proxies, float[,] embeddings) = (Batches.Matrix(3, 5, seed: 1), Batches.Matrix(7, 5, seed: 2));
        PairRelations relations = PairRelations.FromLabels([0, 1, 2], [0, 1, 0, 1, 1, 0, 0]);
        Evaluated zero = Evaluated.Of(new ProxyAnchorLoss(), proxies, embeddings, relations, scale: 0);
        zero.Value.ShouldBe(Evaluated.Of(new ProxyAnchorLoss(), proxies, embeddings, relations).Value);
        zero.AnchorGradients.Cast<float>().ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Evaluate_AnyScale_MatchesBound([Values(1e-4f, 1f, 1e4f)] float scale)
    {
        (float[,] proxies, float[,] embeddings) = (Batches.Matrix(3, 5, seed: 1), Batches.Matrix(7, 5, seed: 2));
        Evaluated got = Evaluated.Of(new ProxyAnchorLoss(new ProxyAnchorOptions { Scale = scale }), proxies, embeddings, PairRelations.FromLabels([0, 1, 2], [0, 1, 0, 1, 1, 0, 0]));
        got.Value.ShouldBeInRange(0, (2.2 * scale) + (2 * Math.Log(8)), "each part is at most alpha (1 + delta) + log(1 + n)");
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => float.IsFinite(g));
    }

    [Test]
    public void Constructor_SettingOutOfRange_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ProxyAnchorLoss(new ProxyAnchorOptions { Scale = -1 })).Message.ShouldStartWith("Expected a finite scale of 0 or more, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => new ProxyAnchorLoss(new ProxyAnchorOptions { Margin = float.NaN })).Message.ShouldStartWith("Expected a finite margin of 0 or more, but got NaN.");
        Should.Throw<ArgumentOutOfRangeException>(() => new ProxyAnchorLoss(new ProxyAnchorOptions { Reduction = (Reduction)7 })).Message.ShouldStartWith("Expected a known Reduction (Mean, Sum), but got 7.");
    }
}
