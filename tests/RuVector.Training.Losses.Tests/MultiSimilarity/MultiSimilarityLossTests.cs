using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class MultiSimilarityLossTests
{
    [Test]
    public void Evaluate_WorkedExample_AddsBothSides()
    {
        // Similarity 0 to the positive, 1 and -1 to the negatives; alpha 2, beta 4, base 0.5.
        float[,] candidates = { { 0, 1 }, { 3, 0 }, { -1, 0 } };
        MultiSimilarityLoss loss = new(new MultiSimilarityOptions { Alpha = 2f, Beta = 4f });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 2, 0 } }, candidates, PairRelations.Paired([2]));
        got.Value.ShouldBe((Math.Log(1 + Math.E) / 2) + (Math.Log(1 + Math.Exp(2) + Math.Exp(-6)) / 4), 1e-6);
        got.Result.Terms.ShouldBe(1);
    }

    [Test]
    public void Evaluate_ASideWithoutPairs_IsZeroAndTheRowCounts()
    {
        float[,] rows = { { 1, 0 }, { 0, 1 }, { -1, 0 } };
        PairRelations lonely = PairRelations.FromLabels([0, 0, 1]);
        double[,] x = Oracle.ToDouble(rows);
        Evaluated got = Evaluated.Of(new MultiSimilarityLoss(), rows, lonely);
        got.Result.Terms.ShouldBe(3);
        got.Value.ShouldBe(Oracle.MultiSimilarity(x, x, new(lonely), 2, 50, 0.5), 1e-6);
        Evaluated same = Evaluated.Of(new MultiSimilarityLoss(), rows, PairRelations.FromLabels([0, 0, 0]));
        same.Value.ShouldBe(Oracle.MultiSimilarity(x, x, new(PairRelations.FromLabels([0, 0, 0])), 2, 50, 0.5), 1e-6);
        same.Value.ShouldBeGreaterThan(0);
    }

    [Test]
    public void Evaluate_OneRow_HasNoTerm() =>
        new MultiSimilarityLoss().Evaluate(ContrastiveBatch.Labelled(new float[,] { { 1, 2 } }, [0])).ShouldBe(new LossResult(0, 0, RowsWithoutPositives: 1));

    [Test]
    public void Evaluate_ExtremeScalesWithDuplicates_MatchesOracle([Values(1e-3f, 1f, 2e3f)] float alpha, [Values(1e-3f, 50f, 1e4f)] float beta)
    {
        float[,] rows = { { 1, 2, 3 }, { 1, 2, 3 }, { 1, 2, 3 }, { -1, 0, 1 }, { 2, -1, 0 } };
        OracleSettings settings = new(PairRelations.FromLabels([0, 0, 1, 1, 0])) { Weights = [1, 2, 0.5f, 0, 1], Reduction = Reduction.Sum };
        double[,] x = Oracle.ToDouble(rows);
        Evaluated got = Evaluated.Of(new MultiSimilarityLoss(new() { Alpha = alpha, Beta = beta, Reduction = Reduction.Sum }), rows, settings.Relations, settings.Weights);
        double expected = Oracle.MultiSimilarity(x, x, settings, alpha, beta, 0.5);
        got.Value.ShouldBe(expected, 1e-5 * expected);
        double step = 1e-2 / Math.Max(1e3, Math.Max(alpha, beta));
        GradientCheck.Of(p => Oracle.MultiSimilarity(p, p, settings, alpha, beta, 0.5), rows, step).ShouldBe(got.AnchorGradients, absolute: 1e-5 + (1e-6 * Math.Max(alpha, beta)));
    }

    [TestCase(0f, 50f, 0.5f, "Expected a finite alpha above 0, but got 0.")]
    [TestCase(2f, float.PositiveInfinity, 0.5f, "Expected a finite beta above 0, but got Infinity.")]
    [TestCase(2f, 50f, float.NaN, "Expected a finite base, but got NaN.")]
    public void Constructor_SettingOutOfRange_IsRefused(float alpha, float beta, float baseline, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new MultiSimilarityLoss(new MultiSimilarityOptions { Alpha = alpha, Beta = beta, Base = baseline })).Message.ShouldStartWith(message);
}
