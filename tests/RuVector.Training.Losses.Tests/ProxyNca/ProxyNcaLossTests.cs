using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class ProxyNcaLossTests
{
    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayout_MatchesOracle(PairRelations relations)
    {
        OracleSettings settings = new(relations) { Weights = OracleCheck.Weights };
        OracleCheck.Layout(new ProxyNcaLoss(new ProxyNcaOptions { Scale = 5 }), settings, (a, c) => Oracle.ProxyNca(a, c, settings, 5));
    }

    [Test]
    public void Evaluate_WorkedExample_HasTheOwnProxyInTheDenominator()
    {
        // Squared distances of unit rows: 0 to the own proxy, 2 and 4 to the others.
        float[,] anchor = { { 3f, 0f } }, proxies = { { 1f, 0f }, { 0f, 2f }, { -5f, 0f } };
        double value = Evaluated.Of(new ProxyNcaLoss(), anchor, proxies, PairRelations.FromLabels([0], [0, 1, 2])).Value;
        value.ShouldBe(Math.Log(1 + Math.Exp(-2) + Math.Exp(-4)), 1e-6);
    }

    [Test]
    public void Evaluate_AnyScale_MatchesOracle([Values(1e-4f, 1f, 64f, 1e4f)] float scale)
    {
        OracleSettings settings = new(PairRelations.FromLabels([0, 1, 2, 1, 0], [0, 1, 2]));
        (float[,] anchors, float[,] proxies) = (Batches.Matrix(5, 12, seed: 1), Batches.Matrix(3, 12, seed: 2));
        double expected = Oracle.ProxyNca(Oracle.ToDouble(anchors), Oracle.ToDouble(proxies), settings, scale);
        Evaluated.Of(new ProxyNcaLoss(new ProxyNcaOptions { Scale = scale }), anchors, proxies, settings.Relations).Value.ShouldBe(expected, 1e-6 * Math.Max(1, expected));
    }

    [Test]
    public void Constructor_SettingOutOfRange_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ProxyNcaLoss(new ProxyNcaOptions { Scale = -1 })).Message.ShouldStartWith("Expected a finite scale of 0 or more, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => new ProxyNcaLoss(new ProxyNcaOptions { Reduction = (Reduction)7 })).Message.ShouldStartWith("Expected a known Reduction (Mean, Sum), but got 7.");
    }
}
