using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class SupConLossTests
{
    [Test]
    public void Evaluate_WorkedExample_KeepsAllPositivesInTheDenominator()
    {
        // The first row sees similarities 1 and 0 (positives) and -1 (negative): log(e + 1 + 1/e) - (1 + 0) / 2.
        float[,] rows = { { 2, 0 }, { 3, 0 }, { 0, 1 }, { -1, 0 } };
        Evaluated got = Evaluated.Of(new SupConLoss(new SupConOptions { Temperature = 1f }), rows, PairRelations.FromLabels([7, 7, 7, 3]));
        got.RowValues[0].ShouldBe((float)(Math.Log(Math.E + 1 + (1 / Math.E)) - 0.5), 1e-6f);
        got.Result.ShouldBe(got.Result with { Terms = 3, RowsWithoutPositives = 1 });
        got.RowValues[3].ShouldBe(0f);
        got.Value.ShouldBe(got.RowValues.Sum() / 3, 1e-6);
    }

    [Test]
    public void Evaluate_OneClassAlone_HasTermsWithoutNegatives()
    {
        float[,] rows = Batches.Matrix(4, 5, seed: 1);
        PairRelations relations = PairRelations.FromLabels([1, 1, 1, 1]);
        double[,] x = Oracle.ToDouble(rows);
        Evaluated got = Evaluated.Of(new SupConLoss(), rows, relations);
        got.Result.Terms.ShouldBe(4);
        got.Value.ShouldBe(Oracle.SupCon(x, x, new(relations), 0.1), 1e-5);
        GradientCheck.Of(p => Oracle.SupCon(p, p, new(relations), 0.1), rows).ShouldBe(got.AnchorGradients, absolute: 1e-5);
    }

    [Test]
    public void Evaluate_NoPositiveAtAll_IsZero()
    {
        Evaluated got = Evaluated.Of(new SupConLoss(), Batches.Matrix(3, 4, seed: 1), PairRelations.FromLabels([0, 1, 2]));
        got.Result.ShouldBe(new LossResult(0, 0, RowsWithoutPositives: 3));
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Evaluate_OneRow_IsZero() => new SupConLoss().Evaluate(ContrastiveBatch.Labelled(new float[,] { { 1, 2 } }, [0])).ShouldBe(new LossResult(0, 0, RowsWithoutPositives: 1));

    [Test]
    public void Evaluate_OnePositive_IsInfoNce()
    {
        (float[,] a, float[,] c) = (Batches.Matrix(5, 9, seed: 1), Batches.Matrix(5, 9, seed: 2));
        Evaluated got = Evaluated.Of(new SupConLoss(), a, c, PairRelations.InBatch(5));
        Evaluated expected = Evaluated.Of(new InfoNceLoss(new InfoNceOptions { Temperature = 0.1f }), a, c, PairRelations.InBatch(5));
        got.Value.ShouldBe(expected.Value, 1e-9);
        new Tolerance(1e-6, 1e-5).ShouldAccept([.. got.CandidateGradients.Cast<float>()], [.. expected.CandidateGradients.Cast<float>().Select(static g => (double)g)]);
    }

    [Test]
    public void Evaluate_PositiveDominates_ValueAndGradientKeepTheirDigits([Values(10, 30, 60)] int logits)
    {
        SupConLoss loss = new(new SupConOptions { Temperature = 1f, Measure = ScoreMeasure.Dot });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 1 } }, new float[,] { { logits }, { 0 } }, PairRelations.Paired([1]));
        double share = Math.Exp(-logits) / (1 + Math.Exp(-logits));
        got.Value.ShouldBe(Math.Exp(-logits) - (Math.Exp(-2 * logits) / 2), 1e-9 * share);
        new Tolerance(0, 1e-6).ShouldAccept([.. got.CandidateGradients.Cast<float>()], [-share, share]);
    }

    [Test]
    public void Evaluate_NegativeDominates_ValueAndGradientAreExact([Values(88, 700, 20_000)] int logits)
    {
        SupConLoss loss = new(new SupConOptions { Temperature = 2f / logits, Measure = ScoreMeasure.Dot });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 1, 1 } }, new float[,] { { -1, 0 }, { 0, 1 } }, PairRelations.Paired([1]));
        got.Value.ShouldBe(logits, 1e-6 * logits);
        new Tolerance(0, 1e-6).ShouldAccept([.. got.AnchorGradients.Cast<float>()], [logits / 2.0, logits / 2.0]);
    }

    [Test]
    public void Evaluate_AnyLegalTemperatureWithDuplicates_MatchesOracle([Values(1e-4f, 0.01f, 1f, 1e4f)] float temperature)
    {
        float[,] rows = { { 1, 2, 3 }, { 1, 2, 3 }, { 1, 2, 3 }, { -1, 0, 1 }, { 2, -1, 0 } };
        PairRelations relations = PairRelations.FromLabels([0, 0, 1, 1, 0]);
        double[,] x = Oracle.ToDouble(rows);
        double expected = Oracle.SupCon(x, x, new(relations), temperature);
        Evaluated got = Evaluated.Of(new SupConLoss(new() { Temperature = temperature }), rows, relations);
        got.Value.ShouldBe(expected, 1e-5 * expected);
        GradientCheck.Of(p => Oracle.SupCon(p, p, new(relations), temperature), rows, 1e-4 * Math.Min(temperature, 0.1)).ShouldBe(got.AnchorGradients, absolute: 2e-6 / temperature);
    }

    [Test]
    public void Evaluate_AnyLayoutWeighted_MatchesOracle([Values] Reduction reduction)
    {
        OracleSettings settings = new(PairRelations.FromLabels([0, 1, 2, 1, 7], [1, 0, 2, 2, 1, 3])) { Weights = [1, 0, 2.5f, 0.25f, 3], Reduction = reduction };
        (float[,] a, float[,] c) = (Batches.Matrix(5, 6, seed: 4), Batches.Matrix(6, 6, seed: 5));
        Evaluated got = Evaluated.Of(new SupConLoss(new() { Temperature = 0.5f, Reduction = reduction }), a, c, settings.Relations, settings.Weights);
        (double[,] x, double[,] y) = (Oracle.ToDouble(a), Oracle.ToDouble(c));
        got.Value.ShouldBe(Oracle.SupCon(x, y, settings, 0.5), 1e-5);
        GradientCheck.Of(p => Oracle.SupCon(p, y, settings, 0.5), a).ShouldBe(got.AnchorGradients);
        GradientCheck.Of(p => Oracle.SupCon(x, p, settings, 0.5), c).ShouldBe(got.CandidateGradients);
    }

    [Test]
    public void Temperature_OutOfRange_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SupConLoss { Temperature = 0f }).Message.ShouldStartWith("Expected a temperature in [0.0001, 10000], but got 0.");
}
