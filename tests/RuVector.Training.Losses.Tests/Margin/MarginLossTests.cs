using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class MarginLossTests
{
    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayout_MatchesOracle(PairRelations relations)
    {
        foreach (ScoreMeasure measure in new[] { ScoreMeasure.UnitEuclidean, ScoreMeasure.Cosine, ScoreMeasure.Euclidean })
        {
            OracleSettings settings = new(relations) { Measure = measure, Weights = OracleCheck.Weights };
            OracleCheck.Layout(new MarginLoss(new MarginOptions { Measure = measure, Beta = 0.75f }), settings, (a, c) => Oracle.Margin(a, c, settings, 0.2f, 0.75));
        }
    }

    [TestCase(Reduction.Mean)]
    [TestCase(Reduction.Sum)]
    public void Evaluate_GradientOfBeta_MatchesCentralDifferencesOfOracle(Reduction reduction)
    {
        float[,] rows = Batches.Matrix(8, 5, seed: 3);
        OracleSettings settings = new(PairRelations.FromLabels([0, 0, 1, 1, 0, 2, 2, 1]))
        {
            Measure = ScoreMeasure.UnitEuclidean,
            Reduction = reduction,
            Weights = [1, 2, 0, 1, 0.5f, 1, 3, 1],
        };
        MarginLoss loss = new(new MarginOptions { Beta = 1.1f, Reduction = reduction });
        loss.Parameters.Gradients[0] = 7;
        Evaluated.Of(loss, rows, settings.Relations, settings.Weights, scale: 2);

        GradientCheck expected = GradientCheck.Of(beta => 7 * beta[0] + 2 * Oracle.Margin(Oracle.ToDouble(rows), Oracle.ToDouble(rows), settings, 0.2f, beta[0]), [1.1f], step: 1e-6);
        expected.ShouldBe(loss.Parameters.Gradients.ToArray());
    }

    [Test]
    public void Evaluate_WorkedExample_CountsAHingeOnceForEachTriplet()
    {
        // beta 2, margin 1: positives at 1.5 and 4 give 0.5 and 3, negatives at 2.5 and 9 give 0.5 and 0. Each counts twice.
        float[,] candidates = { { 1.5f }, { 4f }, { 2.5f }, { 9f } };
        PairRelations relations = PairRelations.Paired(new PairedLayout(1) { PositivesPerAnchor = 2, OwnNegativesPerAnchor = 2 });
        MarginOptions options = new() { Margin = 1, Beta = 2, Measure = ScoreMeasure.Euclidean };
        MarginLoss loss = new(options);
        Evaluated got = Evaluated.Of(loss, new float[,] { { 0f } }, candidates, relations);

        (got.Value, got.Result.Terms, got.RowValues[0]).ShouldBe((8.0 / 6, 6, 8f));
        got.CandidateGradients.ShouldBe(new[,] { { 2f / 6 }, { 2f / 6 }, { -2f / 6 }, { 0f } });
        loss.Parameters.Gradients[0].ShouldBe(-2f / 6, "two positives twice against one negative twice");

        options.MeanOverActive = false;
        Evaluated.Of(new MarginLoss(options), new float[,] { { 0f } }, candidates, relations).Value.ShouldBe(8.0 / 4);
    }

    [Test]
    public void Evaluate_WithoutGradients_LeavesTheGradientOfBetaAlone()
    {
        MarginLoss loss = new();
        loss.Evaluate(ContrastiveBatch.Labelled(Batches.Matrix(6, 4, seed: 1), [0, 0, 1, 1, 2, 2]));
        loss.Parameters.Gradients[0].ShouldBe(0f);
    }

    [Test]
    public void Evaluate_SteppedBeta_IsTheNewBoundary()
    {
        (float[,] rows, PairRelations relations) = (Batches.Matrix(6, 4, seed: 1), PairRelations.FromLabels([0, 0, 1, 1, 2, 2]));
        MarginLoss loss = new();
        loss.Parameters["beta"].Values[0] = 0.9f;
        Evaluated.Of(loss, rows, relations).Value.ShouldBe(Evaluated.Of(new MarginLoss(new MarginOptions { Beta = 0.9f }), rows, relations).Value);
    }

    [Test]
    public void Evaluate_BetaThatIsNotFinite_IsRefused()
    {
        MarginLoss loss = new();
        loss.Parameters.Values[0] = float.NaN;
        Should.Throw<NonFiniteValueException>(() => Evaluated.Of(loss, new float[2, 2], PairRelations.FromLabels([0, 1]))).ParamName.ShouldBe("beta");
    }

    [Test]
    public void Constructor_SettingOutOfRange_IsRefused()
    {
        Refusal(new MarginOptions { Margin = -1 }).ShouldStartWith("Expected a finite margin of 0 or more, but got -1.");
        Refusal(new MarginOptions { Beta = float.NaN }).ShouldStartWith("Expected a finite beta of 0 or more, but got NaN.");
        Refusal(new MarginOptions { Measure = ScoreMeasure.Dot }).ShouldStartWith("Expected a distance (Cosine, Euclidean, SquaredEuclidean, UnitEuclidean), but got Dot.");
        Refusal(new MarginOptions { Reduction = (Reduction)7 }).ShouldStartWith("Expected a known Reduction (Mean, Sum), but got 7.");

        static string Refusal(MarginOptions options) => Should.Throw<ArgumentOutOfRangeException>(() => new MarginLoss(options)).Message;
    }
}
