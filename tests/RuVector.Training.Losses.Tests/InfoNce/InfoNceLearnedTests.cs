using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>InfoNCE with a learned temperature, and with weighted negatives.</summary>
[TestFixture]
public sealed class InfoNceLearnedTests
{
    private static readonly float[,] s_anchors = Batches.Matrix(4, 6, seed: 4);
    private static readonly float[,] s_candidates = Batches.Matrix(8, 6, seed: 5);
    private static readonly PairRelations s_relations = PairRelations.Paired(new PairedLayout(4) { InBatchNegatives = true, OwnNegativesPerAnchor = 1 });

    [Test]
    public void Evaluate_LearnedTemperature_HasTheGradientOfTheOracle([Values] Reduction reduction, [Values("plain", "hard", "symmetric")] string form)
    {
        (bool symmetric, float hardness) = (form == "symmetric", form == "hard" ? 3f : 0f);
        OracleSettings settings = new(s_relations) { Weights = [1, 0, 2.5f, 0.25f], Reduction = reduction };
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 0.5f, LearnTemperature = true, Symmetric = symmetric, Reduction = reduction, HardnessWeight = hardness });
        Evaluated.Of(loss, s_anchors, s_candidates, s_relations, settings.Weights, scale: -0.25f);
        (double[,] a, double[,] c) = (Oracle.ToDouble(s_anchors), Oracle.ToDouble(s_candidates));
        GradientCheck.Of(
            p => -0.25 * (symmetric ? Oracle.SymmetricInfoNce(a, c, settings, Math.Exp(-p[0])) : Oracle.HardInfoNce(a, c, a, c, settings, Math.Exp(-p[0]), hardness)),
            loss.Parameters.Values).ShouldBe(loss.Parameters.Gradients);
    }

    [Test]
    public void Evaluate_Twice_AddsToTheGradientAndAValueAloneAddsNothing()
    {
        InfoNceLoss loss = new(new InfoNceOptions { LearnTemperature = true });
        Evaluated.Of(loss, s_anchors, s_candidates, s_relations);
        float once = loss.Parameters.Gradients[0];
        once.ShouldNotBe(0f);
        loss.Evaluate(new ContrastiveBatch(s_anchors, s_candidates, s_relations));
        loss.Parameters.Gradients[0].ShouldBe(once);
        Evaluated.Of(loss, s_anchors, s_candidates, s_relations);
        loss.Parameters.Gradients[0].ShouldBe(2 * once);
    }

    [Test]
    public void Temperature_OfALearnedOne_IsThatOfTheParameter()
    {
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 0.5f, LearnTemperature = true });
        loss.Parameters["log_scale"].Values[0].ShouldBe(MathF.Log(2f), 1e-6f);
        loss.Parameters["log_scale"].Values[0] = MathF.Log(4f);
        loss.Temperature.ShouldBe(0.25f, 1e-6f);
        loss.Temperature = 2f;
        loss.Parameters.Values[0].ShouldBe(-MathF.Log(2f), 1e-6f);
        double expected = Oracle.InfoNce(Oracle.ToDouble(s_anchors), Oracle.ToDouble(s_candidates), new(s_relations), 2);
        Evaluated.Of(loss, s_anchors, s_candidates, s_relations).Value.ShouldBe(expected, 1e-5);
    }

    [TestCase(1e-4f)]
    [TestCase(1e4f)]
    public void Evaluate_LearnedTemperatureAtTheEndOfItsRange_IsAccepted(float temperature) =>
        Evaluated.Of(new InfoNceLoss(new InfoNceOptions { Temperature = temperature, LearnTemperature = true }), s_anchors, s_candidates, s_relations).Value
            .ShouldBe(Evaluated.Of(new InfoNceLoss(new InfoNceOptions { Temperature = temperature }), s_anchors, s_candidates, s_relations).Value, 1e-5 / Math.Min(1, temperature));

    [TestCase(9.3f)]
    [TestCase(-9.3f)]
    [TestCase(float.NaN)]
    public void Evaluate_LearnedTemperatureThatRanAway_IsRefusedAndNothingIsWritten(float logarithm)
    {
        InfoNceLoss loss = new(new InfoNceOptions { LearnTemperature = true });
        loss.Parameters.Values[0] = logarithm;
        float[,] gradients = new float[4, 6];
        Should.Throw<InvalidOperationException>(() => loss.Evaluate(new ContrastiveBatch(s_anchors, s_candidates, s_relations), new LossOutputs { AnchorGradients = gradients }))
            .Message.ShouldStartWith("Expected a learned temperature in [0.0001, 10000], but got");
        gradients.Cast<float>().ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Parameters_OfAFixedTemperature_AreNone() => new InfoNceLoss().Parameters.Segments.ShouldBeEmpty();

    [Test]
    public void Evaluate_HardnessWeight_WeighsSimilarNegativesMore()
    {
        // Similarities 0 (positive), 1 and -1 (negatives), temperature 1, weight 2: log(1 + e^3 + e^-3).
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 1f, HardnessWeight = 2f });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 2, 0 } }, new float[,] { { 0, 1 }, { 1, 0 }, { -5, 0 } }, PairRelations.Paired([2]));
        got.Value.ShouldBe(Math.Log(1 + Math.Exp(3) + Math.Exp(-3)), 1e-6);
    }

    [Test]
    public void Evaluate_HardnessWeightOfZero_ChangesNoBit()
    {
        Evaluated plain = Evaluated.Of(new InfoNceLoss(), s_anchors, s_candidates, s_relations);
        Evaluated zero = Evaluated.Of(new InfoNceLoss(new InfoNceOptions { HardnessWeight = 0f }), s_anchors, s_candidates, s_relations);
        zero.Result.ShouldBe(plain.Result);
        zero.CandidateGradients.ShouldBe(plain.CandidateGradients);
    }

    [TestCase(-1f, "-1")]
    [TestCase(float.NaN, "NaN")]
    public void Constructor_HardnessWeightOutOfRange_IsRefused(float weight, string shown) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new InfoNceLoss(new InfoNceOptions { HardnessWeight = weight }))
            .Message.ShouldStartWith($"Expected a finite hardness weight of 0 or more, but got {shown}.");
}
