using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class NtXentLossTests
{
    [Test]
    public void Evaluate_TwoPairs_EachRowSeesTheTwoRowsOfTheOtherPair()
    {
        // Rows (1,0), (0,1) and their equal views: similarity 1 with the view, 0 with the other two. Each of the four terms is log(e + 2) - 1.
        float[,] rows = { { 2, 0 }, { 0, 3 } };
        Evaluated got = Evaluated.Of(new NtXentLoss(new NtXentOptions { Temperature = 1f }), rows, (float[,])rows.Clone(), PairRelations.InBatch(2));
        got.Value.ShouldBe(Math.Log(Math.E + 2) - 1, 1e-7);
        got.Result.Terms.ShouldBe(4);
        got.RowValues.ShouldAllBe(x => Math.Abs(x - (2 * got.Value)) < 1e-6);
    }

    [Test]
    public void Evaluate_ViewsAsLabels_AreTheSame()
    {
        (float[,] first, float[,] second) = (Batches.Matrix(6, 11, seed: 1), Batches.Matrix(6, 11, seed: 2));
        float[,] all = new float[12, 11];
        Array.Copy(first, all, 66);
        Array.Copy(second, 0, all, 66, 66);
        Evaluated views = Evaluated.Of(new NtXentLoss(), first, second, PairRelations.InBatch(6));
        Evaluated labels = Evaluated.Of(new NtXentLoss(), all, PairRelations.FromLabels([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]));
        views.Result.ShouldBe(labels.Result);
        views.AnchorGradients.Cast<float>().Concat(views.CandidateGradients.Cast<float>()).ShouldBe(labels.AnchorGradients.Cast<float>());
    }

    [Test]
    public void Evaluate_SeveralPositives_EveryOrderedPairIsATerm()
    {
        Evaluated got = Evaluated.Of(new NtXentLoss(), Batches.Matrix(6, 5, seed: 3), PairRelations.FromLabels([0, 0, 0, 1, 1, 2]));
        got.Result.Terms.ShouldBe((3 * 2) + 2);
        got.Result.RowsWithoutPositives.ShouldBe(1);
    }

    [Test]
    public void Evaluate_WeightedViews_MatchOracle([Values] Reduction reduction)
    {
        OracleSettings settings = new(PairRelations.InBatch(4)) { Weights = [1, 0, 2.5f, 0.25f], Reduction = reduction };
        (float[,] a, float[,] c) = (Batches.Matrix(4, 6, seed: 4), Batches.Matrix(4, 6, seed: 5));
        Evaluated got = Evaluated.Of(new NtXentLoss(new() { Reduction = reduction }), a, c, settings.Relations, settings.Weights);
        (double[,] x, double[,] y) = (Oracle.ToDouble(a), Oracle.ToDouble(c));
        got.Value.ShouldBe(Oracle.NtXentOfViews(x, y, settings, 0.5), 1e-5);
        GradientCheck.Of(p => Oracle.NtXentOfViews(p, y, settings, 0.5), a).ShouldBe(got.AnchorGradients);
        GradientCheck.Of(p => Oracle.NtXentOfViews(x, p, settings, 0.5), c).ShouldBe(got.CandidateGradients);
    }

    /// <summary>pytorch-metric-learning caps the loss at 87.3, with no gradient, where the negative dominates most.</summary>
    [Test]
    public void Evaluate_NegativeDominates_LossIsNotCappedAndKeepsItsGradient([Values(30, 88, 700, 20_000)] int logits)
    {
        NtXentLoss loss = new(new NtXentOptions { Temperature = 2f / logits, Measure = ScoreMeasure.Dot });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 1, 1 } }, new float[,] { { -1, 0 }, { 0, 1 } }, PairRelations.Paired([1]));
        got.Value.ShouldBe(logits, 1e-6 * logits);
        new Tolerance(0, 1e-6).ShouldAccept([.. got.AnchorGradients.Cast<float>()], [logits / 2.0, logits / 2.0]);
    }

    /// <summary>optax divides by the number of matches: NaN for a batch without a positive pair.</summary>
    [Test]
    public void Evaluate_NoPositivePairOrNoNegative_IsZeroNotNaN([Values] bool positives)
    {
        Evaluated got = Evaluated.Of(new NtXentLoss(), Batches.Matrix(3, 4, seed: 1), PairRelations.FromLabels(positives ? [5, 5, 5] : [0, 1, 2]));
        got.Result.ShouldBe(new LossResult(0, 0, RowsWithoutPositives: positives ? 0 : 3, RowsWithoutNegatives: positives ? 3 : 0));
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Evaluate_OnePair_HasTwoRowsWithoutNegatives() =>
        new NtXentLoss().Evaluate(ContrastiveBatch.InBatch(new float[,] { { 1, 2 } }, new float[,] { { 2, 1 } })).ShouldBe(new LossResult(0, 0, RowsWithoutNegatives: 2));

    [Test]
    public void Evaluate_DuplicateRows_MatchesOracle()
    {
        float[,] rows = { { 1, 2, 3 }, { 1, 2, 3 }, { 1, 2, 3 }, { -1, 0, 1 } };
        PairRelations relations = PairRelations.FromLabels([0, 0, 1, 1]);
        double[,] x = Oracle.ToDouble(rows);
        Evaluated got = Evaluated.Of(new NtXentLoss(), rows, relations);
        got.Value.ShouldBe(Oracle.NtXent(x, x, new(relations), 0.5), 1e-6);
        GradientCheck.Of(p => Oracle.NtXent(p, p, new(relations), 0.5), rows).ShouldBe(got.AnchorGradients);
    }

    [Test]
    public void Evaluate_AnyLegalTemperature_MatchesOracle([Values(1e-4f, 0.01f, 1f, 1e4f)] float temperature)
    {
        (float[,] a, float[,] c) = (Batches.Matrix(4, 6, seed: 4), Batches.Matrix(4, 6, seed: 5));
        OracleSettings settings = new(PairRelations.InBatch(4));
        double expected = Oracle.NtXentOfViews(Oracle.ToDouble(a), Oracle.ToDouble(c), settings, temperature);
        Evaluated.Of(new NtXentLoss(new() { Temperature = temperature }), a, c, settings.Relations).Value.ShouldBe(expected, 1e-5 * expected);
    }

    [Test]
    public void Temperature_OutOfRange_IsRefused()
    {
        NtXentLoss loss = new();
        Should.Throw<ArgumentOutOfRangeException>(() => loss.Temperature = 0f).Message.ShouldStartWith("Expected a temperature in [0.0001, 10000], but got 0.");
        loss.Temperature.ShouldBe(0.5f);
        Should.Throw<ArgumentOutOfRangeException>(() => new NtXentLoss(new NtXentOptions { Measure = ScoreMeasure.Euclidean }))
            .Message.ShouldStartWith("Expected the measure of NT-Xent to be Cosine or Dot, but got Euclidean.");
    }
}
