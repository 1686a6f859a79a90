using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>Where other implementations cap, clamp, overflow or lose the gradient.</summary>
[TestFixture]
public sealed class InfoNceExtremesTests
{
    private static readonly float[,] s_anchors = { { 1f, 0.5f, -0.25f }, { -0.5f, 1f, 0.75f } };
    private static readonly float[,] s_candidates = { { 0.75f, 0.25f, 1f }, { -1f, 0.5f, 0.5f }, { 0.5f, -1f, 0.25f }, { 1f, 1f, -0.5f }, { 0.25f, 0.5f, 1f }, { -0.75f, -0.5f, 0.5f } };

    [Test]
    public void Evaluate_AnyLegalTemperature_MatchesOracle([Values(1e-4f, 1e-3f, 1e-2f, 0.1f, 1f, 10f, 1e2f, 1e3f, 1e4f)] float temperature)
    {
        OracleSettings settings = new(PairRelations.Paired(new PairedLayout(2) { OwnNegativesPerAnchor = 2 })) { Measure = ScoreMeasure.Dot };
        Evaluated got = Evaluated.Of(Dot(temperature), s_anchors, s_candidates, settings.Relations);

        (double[,] a, double[,] c) = (Oracle.ToDouble(s_anchors), Oracle.ToDouble(s_candidates));
        got.Value.ShouldBe(Oracle.InfoNce(a, c, settings, temperature), 1e-5 * Oracle.InfoNce(a, c, settings, temperature));
        (double step, double absolute) = (1e-4 * temperature, 1e-6 / temperature);
        GradientCheck.Of(x => Oracle.InfoNce(x, c, settings, temperature), s_anchors, step).ShouldBe(got.AnchorGradients, absolute: absolute);
        GradientCheck.Of(x => Oracle.InfoNce(a, x, settings, temperature), s_candidates, step).ShouldBe(got.CandidateGradients, absolute: absolute);
    }

    [Test]
    public void Evaluate_NegativeDominates_ValueAndGradientAreExact([Values(30, 87, 88, 104, 700, 2000, 20_000)] int logits)
    {
        float temperature = 2f / logits;
        Evaluated got = Evaluated.Of(Dot(temperature), new float[,] { { 1, 1 } }, new float[,] { { -1, 0 }, { 0, 1 } }, PairRelations.Paired([1]));

        got.Value.ShouldBe(2.0 / temperature, 1e-6 * logits);
        new Tolerance(0, 1e-6).ShouldAccept([.. got.AnchorGradients.Cast<float>()], [1.0 / temperature, 1.0 / temperature]);
        new Tolerance(0, 1e-6).ShouldAccept([.. got.CandidateGradients.Cast<float>()], [-1.0 / temperature, -1.0 / temperature, 1.0 / temperature, 1.0 / temperature]);
    }

    [Test]
    public void Evaluate_PositiveDominates_ValueAndGradientKeepTheirDigits([Values(10, 30, 60)] int logits)
    {
        Evaluated got = Evaluated.Of(Dot(1f), new float[,] { { 1 } }, new float[,] { { logits }, { 0 } }, PairRelations.Paired([1]));

        double share = Math.Exp(-logits) / (1 + Math.Exp(-logits));
        got.Value.ShouldBe(Math.Exp(-logits) - (Math.Exp(-2 * logits) / 2), 1e-9 * share);
        new Tolerance(0, 1e-6).ShouldAccept([.. got.CandidateGradients.Cast<float>()], [-share, share]);
        new Tolerance(0, 1e-6).ShouldAccept([.. got.AnchorGradients.Cast<float>()], [-logits * share]);
    }

    [Test]
    public void Evaluate_SimilaritiesOfOneAndZero_MatchOracle(
        [Values(-1, 0, 1)] int positive, [Values(1e-4f, 1e-2f, 0.07f, 1f, 10f)] float temperature, [Values(1, 2, 64, 4096)] int negatives)
    {
        OracleSettings settings = new(PairRelations.Paired([negatives]));
        float[,] anchor = { { 2f, 0f, 0f } };
        float[,] candidates = new float[negatives + 1, 3];
        for (int i = 0; i <= negatives; i++)
        {
            int similarity = i == 0 ? positive : ((i * 7) % 3) - 1;
            candidates[i, similarity == 0 ? 1 + (i % 2) : 0] = similarity == 0 ? 3f : similarity;
        }

        Evaluated got = Evaluated.Of(new InfoNceLoss(new InfoNceOptions { Temperature = temperature }), anchor, candidates, settings.Relations);

        double expected = Oracle.InfoNce(Oracle.ToDouble(anchor), Oracle.ToDouble(candidates), settings, temperature);
        got.Value.ShouldBe(expected, Math.Max(1e-15, 1e-5 * expected), "1e-15: the oracle takes the logarithm of a number near 1");
        GradientCheck.Of(x => Oracle.InfoNce(x, Oracle.ToDouble(candidates), settings, temperature), anchor, 1e-4 * temperature)
            .ShouldBe(got.AnchorGradients, absolute: 1e-6 / temperature);
    }

    [Test]
    public void Evaluate_ColdTemperature_IsNotRaised()
    {
        float[,] anchor = { { 1, 0 } };
        float[,] candidates = { { 0, 1 }, { 1, 0 } };
        Evaluated got = Evaluated.Of(new InfoNceLoss(new InfoNceOptions { Temperature = 0.001f }), anchor, candidates, PairRelations.Paired([1]));
        got.Value.ShouldBe(1000, 0.001);
    }

    [Test]
    public void Evaluate_ScaledEmbeddings_ValueStaysAndGradientScalesBack([Values(1e-25f, 1e-20f, 1e-12f, 1e-6f, 1e6f, 1e12f, 1e20f, 1e25f)] float factor)
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(4) { InBatchNegatives = true, OwnNegativesPerAnchor = 1 });
        (float[,] anchors, float[,] candidates) = (Batches.Matrix(4, 33, seed: 3), Batches.Matrix(8, 33, seed: 4));
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 0.1f });
        Evaluated plain = Evaluated.Of(loss, anchors, candidates, relations);
        Evaluated scaled = Evaluated.Of(loss, Times(anchors, factor), Times(candidates, factor), relations);
        Evaluated mixed = Evaluated.Of(loss, Times(anchors, factor), candidates, relations);

        scaled.Value.ShouldBe(plain.Value, 1e-6 * plain.Value);
        mixed.Value.ShouldBe(plain.Value, 1e-6 * plain.Value);
        Tolerance tolerance = new(2e-6, 1e-4);
        tolerance.ShouldAccept([.. Times(scaled.AnchorGradients, factor).Cast<float>()], Doubles(plain.AnchorGradients), "anchor gradient");
        tolerance.ShouldAccept([.. Times(scaled.CandidateGradients, factor).Cast<float>()], Doubles(plain.CandidateGradients), "candidate gradient");
        tolerance.ShouldAccept([.. mixed.CandidateGradients.Cast<float>()], Doubles(plain.CandidateGradients), "candidate gradient of scaled anchors");
    }

    [Test]
    public void Evaluate_DotBeyondFloat_GivesNoFiniteNumber()
    {
        double value = Evaluated.Of(Dot(1f), new float[,] { { 1e30f } }, new float[,] { { 1f }, { 1e30f } }, PairRelations.Paired([1])).Value;
        double.IsFinite(value).ShouldBeFalse();
    }

    [Test]
    public void Evaluate_ZeroAnchor_HasSimilarityZeroAndGradientExactlyZero()
    {
        Evaluated got = Evaluated.Of(new InfoNceLoss(), new float[1, 4], Batches.Matrix(4, 4, seed: 8), PairRelations.Paired([3]));
        got.Value.ShouldBe(Math.Log(4), 1e-7);
        got.Result.ZeroRows.ShouldBe(1);
        got.AnchorGradients.Cast<float>().ShouldAllBe(g => g == 0f);
        got.CandidateGradients.Cast<float>().ShouldAllBe(g => g == 0f);
    }

    [TestCase(0)]
    [TestCase(2)]
    public void Evaluate_ZeroCandidate_HasGradientExactlyZeroAndLeavesTheOthersRight(int zero)
    {
        OracleSettings settings = new(PairRelations.Paired([3]));
        float[,] anchor = Batches.Matrix(1, 5, seed: 8);
        float[,] candidates = Batches.Matrix(4, 5, seed: 9);
        for (int d = 0; d < 5; d++)
        {
            candidates[zero, d] = 0f;
        }

        Evaluated got = Evaluated.Of(new InfoNceLoss(), anchor, candidates, settings.Relations);

        double[,] c = Oracle.ToDouble(candidates);
        got.Result.ZeroRows.ShouldBe(1);
        got.Value.ShouldBe(Oracle.InfoNce(Oracle.ToDouble(anchor), c, settings, 0.07f), 1e-5);
        GradientCheck.Of(x => Oracle.InfoNce(x, c, settings, 0.07f), anchor).ShouldBe(got.AnchorGradients, absolute: 1e-5);
        Enumerable.Range(0, 5).ShouldAllBe(d => got.CandidateGradients[zero, d] == 0f);
    }

    private static InfoNceLoss Dot(float temperature) => new(new InfoNceOptions { Temperature = temperature, Measure = ScoreMeasure.Dot });

    private static float[,] Times(float[,] matrix, float factor)
    {
        float[,] result = (float[,])matrix.Clone();
        for (int i = 0; i < matrix.Length; i++)
        {
            result[i / matrix.GetLength(1), i % matrix.GetLength(1)] *= factor;
        }

        return result;
    }

    private static double[] Doubles(float[,] matrix) => [.. matrix.Cast<float>().Select(static x => (double)x)];
}
