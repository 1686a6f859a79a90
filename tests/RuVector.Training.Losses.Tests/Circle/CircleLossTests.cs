using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class CircleLossTests
{
    /// <summary>quaterion weighs positives by their optimum plus the similarity; the paper's weight is 1 + m - s.</summary>
    [Test]
    public void Evaluate_WorkedExample_WeighsByTheDistanceFromTheOptimum()
    {
        // Similarity 1 to the positive, 0 to the negative; m = 0.5, gamma = 2. Positive: -2 * 0.5 * 0.5; negative: 2 * 0.5 * -0.5.
        CircleLoss loss = new(new CircleOptions { Margin = 0.5f, Gamma = 2f });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 2, 0 } }, new float[,] { { 3, 0 }, { 0, 1 } }, PairRelations.Paired([1]));
        got.Value.ShouldBe(Math.Log(1 + Math.Exp(-1)), 1e-6);
    }

    [Test]
    public void Evaluate_Gradient_TakesTheWeightsForConstants()
    {
        CircleLoss loss = new(new CircleOptions { Margin = 0.25f, Gamma = 4f, Measure = ScoreMeasure.Dot });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 1 } }, new float[,] { { 0.5f }, { 0.25f } }, PairRelations.Paired([1]));
        double exponent = (-4 * 0.75 * -0.25) + (4 * 0.5 * 0);
        double slope = 4 / (1 + Math.Exp(-exponent));
        new Tolerance(0, 1e-5).ShouldAccept([.. got.CandidateGradients.Cast<float>()], [-slope * 0.75, slope * 0.5]);
    }

    [Test]
    public void Evaluate_SimilaritiesBeyondTheOptimum_HaveWeightZero()
    {
        CircleLoss loss = new(new CircleOptions { Measure = ScoreMeasure.Dot });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 1 } }, new float[,] { { 5 }, { -5 } }, PairRelations.Paired([1]));
        got.Value.ShouldBe(Math.Log(2), 1e-7);
        got.CandidateGradients.Cast<float>().ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Evaluate_RowsWithoutATerm_AreCountedAndLeftOutOfTheMean()
    {
        Evaluated got = Evaluated.Of(new CircleLoss(), Batches.Matrix(4, 5, seed: 1), PairRelations.FromLabels([0, 0, 1, 2]));
        got.Result.ShouldBe(got.Result with { Terms = 2, RowsWithoutPositives = 2 });
        got.Value.ShouldBe((got.RowValues[0] + got.RowValues[1]) / 2, 1e-4);
        Evaluated.Of(new CircleLoss(), Batches.Matrix(3, 5, seed: 1), PairRelations.FromLabels([0, 0, 0])).Result.ShouldBe(new LossResult(0, 0, RowsWithoutNegatives: 3));
        Evaluated.Of(new CircleLoss(), Batches.Matrix(1, 5, seed: 1), PairRelations.FromLabels([0])).Result.ShouldBe(new LossResult(0, 0, RowsWithoutPositives: 1));
    }

    [Test]
    public void Evaluate_AnyScaleWithDuplicates_MatchesOracle([Values(1e-3f, 1f, 80f, 256f)] float gamma, [Values] Reduction reduction)
    {
        float[,] rows = { { 1, 2, 3 }, { 1, 2, 3 }, { 1, 2, 3 }, { -1, 0, 1 }, { 2, -1, 0 } };
        OracleSettings settings = new(PairRelations.FromLabels([0, 0, 1, 1, 0])) { Weights = [1, 2, 0.5f, 0, 1], Reduction = reduction };
        double[,] x = Oracle.ToDouble(rows);
        Evaluated got = Evaluated.Of(new CircleLoss(new() { Gamma = gamma, Reduction = reduction }), rows, settings.Relations, settings.Weights);
        double expected = Oracle.Circle(x, x, settings, 0.4f, gamma);
        got.Value.ShouldBe(expected, 1e-5 * expected);
        GradientCheck.Of(p => Oracle.Circle(p, p, x, x, settings, 0.4f, gamma), rows, 1e-3 / Math.Max(100, gamma)).ShouldBe(got.AnchorGradients, absolute: 1e-6 * Math.Max(1, gamma));
    }

    [TestCase(-1f, 80f, "Expected a finite margin of 0 or more, but got -1.")]
    [TestCase(0.4f, 0f, "Expected a finite gamma above 0, but got 0.")]
    public void Constructor_SettingOutOfRange_IsRefused(float margin, float gamma, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CircleLoss(new CircleOptions { Margin = margin, Gamma = gamma })).Message.ShouldStartWith(message);
}
