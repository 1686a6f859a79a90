using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class SigLipLossTests
{
    [Test]
    public void Evaluate_WorkedExample_AsksEveryPair()
    {
        // Similarities 1 (own) and 0 (other); scale 2, bias -1: softplus(-1) for each own pair, softplus(-1) for each other pair.
        float[,] rows = { { 2, 0 }, { 0, 3 } };
        Evaluated got = Evaluated.Of(new SigLipLoss(new SigLipOptions { Scale = 2f, Bias = -1f }), rows, (float[,])rows.Clone(), PairRelations.InBatch(2));
        got.Value.ShouldBe(2 * Math.Log(1 + Math.Exp(-1)), 1e-6);
        got.Result.Terms.ShouldBe(2);
    }

    [Test]
    public void Evaluate_OnePairAlone_StillHasATerm()
    {
        // Similarity 0: softplus of minus the bias.
        LossResult result = new SigLipLoss().Evaluate(ContrastiveBatch.InBatch(new float[,] { { 1, 0 } }, new float[,] { { 0, 1 } }));
        result.Value.ShouldBe(10 + Math.Log(1 + Math.Exp(-10)), 1e-9);
        result.ShouldBe(new LossResult(result.Value, 1));
    }

    [Test]
    public void Evaluate_NoPairs_IsZero() =>
        new SigLipLoss().Evaluate(ContrastiveBatch.Labelled(new float[,] { { 1, 0 } }, [3])).ShouldBe(new LossResult(0, 0, RowsWithoutPositives: 1));

    [Test]
    public void Evaluate_ScaleAndBias_HaveTheGradientsOfTheOracle([Values] Reduction reduction, [Values(1f, -0.25f)] float factor)
    {
        OracleSettings settings = new(PairRelations.Paired(new PairedLayout(4) { InBatchNegatives = true, OwnNegativesPerAnchor = 1 })) { Weights = [1, 0, 2.5f, 0.25f], Reduction = reduction };
        (float[,] a, float[,] c) = (Batches.Matrix(4, 6, seed: 4), Batches.Matrix(8, 6, seed: 5));
        SigLipLoss loss = new(new SigLipOptions { Scale = 3f, Bias = -1f, Reduction = reduction });
        Evaluated.Of(loss, a, c, settings.Relations, settings.Weights, factor);
        (double[,] x, double[,] y) = (Oracle.ToDouble(a), Oracle.ToDouble(c));
        GradientCheck.Of(p => factor * Oracle.SigLip(x, y, settings, Math.Exp(p[0]), p[1]), loss.Parameters.Values).ShouldBe(loss.Parameters.Gradients, absolute: 1e-5);

        Evaluated.Of(loss, a, c, settings.Relations, settings.Weights, factor);
        loss.Parameters.ZeroGradients();
        loss.Evaluate(ContrastiveBatch.InBatch(a, a));
        loss.Parameters.Gradients.ToArray().ShouldBe([0f, 0f], "a value without gradients adds nothing");
    }

    [Test]
    public void Evaluate_Twice_AddsToTheGradientsOfTheParameters()
    {
        float[,] rows = Batches.Matrix(3, 4, seed: 1);
        SigLipLoss loss = new();
        Evaluated.Of(loss, rows, Batches.Matrix(3, 4, seed: 2), PairRelations.InBatch(3));
        float[] once = loss.Parameters.Gradients.ToArray();
        once.ShouldAllBe(static g => g != 0f);
        Evaluated.Of(loss, rows, Batches.Matrix(3, 4, seed: 2), PairRelations.InBatch(3));
        loss.Parameters.Gradients.ToArray().ShouldBe(once.Select(static g => 2 * g));
    }

    [Test]
    public void Evaluate_ChangedParameters_AreUsed()
    {
        (float[,] a, float[,] c) = (Batches.Matrix(3, 4, seed: 1), Batches.Matrix(3, 4, seed: 2));
        SigLipLoss loss = new();
        loss.Parameters["log_scale"].Values[0] = MathF.Log(2f);
        loss.Parameters["bias"].Values[0] = 0.5f;
        double expected = Oracle.SigLip(Oracle.ToDouble(a), Oracle.ToDouble(c), new(PairRelations.InBatch(3)), 2, 0.5);
        Evaluated.Of(loss, a, c, PairRelations.InBatch(3)).Value.ShouldBe(expected, 1e-5 * expected);
    }

    [TestCase(float.NaN, 0f)]
    [TestCase(200f, 0f)]
    [TestCase(0f, float.PositiveInfinity)]
    public void Evaluate_ParametersThatRanAway_AreRefused(float logScale, float bias)
    {
        SigLipLoss loss = new();
        (loss.Parameters.Values[0], loss.Parameters.Values[1]) = (logScale, bias);
        Should.Throw<InvalidOperationException>(() => loss.Evaluate(ContrastiveBatch.InBatch(new float[2, 3], new float[2, 3])))
            .Message.ShouldStartWith("Expected a learned scale that is finite and above 0 and a finite bias, but got");
    }

    [Test]
    public void Parameters_OfFixedNumbers_AreNone() => new SigLipLoss(new SigLipOptions { IsLearned = false }).Parameters.Segments.ShouldBeEmpty();

    [Test]
    public void Evaluate_AnyScaleAndBias_KeepsEveryDigit([Values(1e-3f, 1f, 100f, 1e4f)] float scale, [Values(-60f, -10f, 0f, 10f, 80f)] float bias)
    {
        float[,] a = { { 1, 2, 3 }, { 1, 2, 3 }, { -1, 0, 1 } };
        float[,] c = { { 1, 2, 3 }, { 2, -1, 0 }, { -1, 0, 1 } };
        OracleSettings settings = new(PairRelations.InBatch(3));
        Evaluated got = Evaluated.Of(new SigLipLoss(new() { Scale = scale, Bias = bias, IsLearned = false }), a, c, settings.Relations);
        (double[,] x, double[,] y) = (Oracle.ToDouble(a), Oracle.ToDouble(c));
        double expected = Oracle.SigLip(x, y, settings, scale, bias);
        got.Value.ShouldBe(expected, Math.Max(1e-15, 1e-5 * expected), "1e-15: the oracle takes the logarithm of a number near 1");
        GradientCheck.Of(p => Oracle.SigLip(p, y, settings, scale, bias), a, 1e-3 / Math.Max(100, scale)).ShouldBe(got.AnchorGradients, absolute: 1e-6 * Math.Max(1, scale));
    }

    /// <summary>A block of the sum is 512 pairs: lengths around it, and a negative that dominates.</summary>
    [Test]
    public void Evaluate_ManyNegatives_MatchesOracle([Values(1, 7, 511, 512, 513, 1500)] int negatives)
    {
        PairRelations relations = PairRelations.Paired([negatives]);
        (float[,] a, float[,] c) = (Batches.Matrix(1, 5, seed: 1), Batches.Matrix(negatives + 1, 5, seed: 2));
        double expected = Oracle.SigLip(Oracle.ToDouble(a), Oracle.ToDouble(c), new(relations), 10, -10);
        Evaluated.Of(new SigLipLoss(), a, c, relations).Value.ShouldBe(expected, 1e-5 * expected);
    }

    [TestCase(0f, 0f, "Expected a finite scale above 0, but got 0.")]
    [TestCase(1f, float.NaN, "Expected a finite bias, but got NaN.")]
    public void Constructor_SettingOutOfRange_IsRefused(float scale, float bias, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SigLipLoss(new SigLipOptions { Scale = scale, Bias = bias })).Message.ShouldStartWith(message);
}
