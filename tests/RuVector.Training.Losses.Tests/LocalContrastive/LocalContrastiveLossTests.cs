using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class LocalContrastiveLossTests
{
    private const int Dimension = 6;

    private static readonly float[] s_weights = [1f, 0f, 2.5f, 0.25f, 3f];

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayout_MatchesOracle(PairRelations relations) => Check(new OracleSettings(relations));

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayoutWeighted_MatchesOracle(PairRelations relations) => Check(new OracleSettings(relations) { Weights = s_weights });

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayoutWeightedSum_MatchesOracle(PairRelations relations) => Check(new OracleSettings(relations) { Reduction = Reduction.Sum, Weights = s_weights });

    [Test]
    public void Evaluate_LabelledBatch_GradientHoldsBothRoles([Values] bool masked)
    {
        float[,] embeddings = Batches.Matrix(7, Dimension, seed: 21);
        PairRelations relations = PairRelations.FromLabels([4, 0, 4, 1, 0, 4, 9]);
        OracleSettings settings = new(masked ? Layouts.Masked(relations) : relations) { Weights = [1, 2, 0, 3, 1, 0.5f, 1] };
        Evaluated got = Evaluated.Of(new LocalContrastiveLoss(), embeddings, settings.Relations, settings.Weights);

        double[,] point = Oracle.ToDouble(embeddings);
        got.Value.ShouldBe(Oracle.LocalContrastive(point, point, settings, 1), 1e-6);
        GradientCheck.Of(x => Oracle.LocalContrastive(x, x, settings, 1), embeddings).ShouldBe(got.AnchorGradients);
    }

    [Test]
    public void Evaluate_WorkedExample_CountsAllTermsInTheMean()
    {
        // Distances: positive 2, negatives 1 (hinge 2 - 1 + 1 = 2) and 5 (hinge 0).
        float[,] anchor = { { 0, 0 } };
        float[,] candidates = { { 0, 2 }, { 1, 0 }, { 3, 4 } };
        Evaluated got = Evaluated.Of(new LocalContrastiveLoss(), anchor, candidates, PairRelations.Paired([2]));

        got.Value.ShouldBe(1);
        got.Result.Terms.ShouldBe(2);
        got.RowValues.ShouldBe([2f]);
        got.AnchorGradients.ShouldBe(new[,] { { 0.5f, -0.5f } });
        got.CandidateGradients.ShouldBe(new[,] { { 0f, 0.5f }, { -0.5f, 0f }, { 0f, 0f } });
    }

    [Test]
    public void Evaluate_PositiveAtTheAnchor_HasGradientZero()
    {
        Evaluated got = Evaluated.Of(new LocalContrastiveLoss(), new float[,] { { 1, 2 } }, new float[,] { { 1, 2 }, { 1, 2.5f } }, PairRelations.Paired([1]));
        got.Value.ShouldBe(0.5);
        got.CandidateGradients.ShouldBe(new[,] { { 0f, 0f }, { 0f, -1f } });
        got.AnchorGradients.ShouldBe(new[,] { { 0f, 1f } });
    }

    [Test]
    public void Evaluate_AtTheCornerOfTheHinge_HasGradientZero()
    {
        Evaluated got = Evaluated.Of(new LocalContrastiveLoss(), new float[,] { { 0f } }, new float[,] { { 1f }, { 2f } }, PairRelations.Paired([1]));
        got.Value.ShouldBe(0);
        got.Result.Terms.ShouldBe(1);
        got.AnchorGradients.ShouldBe(new[,] { { 0f } });
    }

    [Test]
    public void Evaluate_ZeroVector_IsAPointLikeAnyOther()
    {
        Evaluated got = Evaluated.Of(new LocalContrastiveLoss(), new float[,] { { 0f, 0f } }, new float[,] { { 0f, 3f }, { 4f, 0f } }, PairRelations.Paired([1]));
        got.Result.ZeroRows.ShouldBe(1);
        got.AnchorGradients.Cast<float>().ShouldAllBe(g => g == 0f);

        got = Evaluated.Of(new LocalContrastiveLoss(), new float[,] { { 0f, 0f } }, new float[,] { { 0f, 4f }, { 3f, 0f } }, PairRelations.Paired([1]));
        got.Value.ShouldBe(2);
        got.AnchorGradients.ShouldBe(new[,] { { 1f, -1f } });
    }

    [Test]
    public void Evaluate_CloseEuclideanPairsFarFromTheOrigin_KeepTheirDigits()
    {
        float[,] anchor = { { 4096f, 4096f } };
        float[,] candidates = { { 4096f, 4096.25f }, { 4096.125f, 4096f } };
        Evaluated.Of(new LocalContrastiveLoss(new LocalContrastiveOptions { Margin = 0f }), anchor, candidates, PairRelations.Paired([1])).Value.ShouldBe(0.125);
    }

    [Test]
    public void Evaluate_DistanceBeyondFloat_GivesNoFiniteNumber()
    {
        float[,] candidates = { { 3e38f }, { -3e38f } };
        double value = Evaluated.Of(new LocalContrastiveLoss(), new float[,] { { -3e38f } }, candidates, PairRelations.Paired([1])).Value;
        double.IsFinite(value).ShouldBeFalse();
        candidates = new[,] { { 3e38f }, { 2.5e38f } };
        value = Evaluated.Of(new LocalContrastiveLoss(), new float[,] { { -3e38f } }, candidates, PairRelations.Paired([1])).Value;
        double.IsFinite(value).ShouldBeFalse();
    }

    [TestCase(-1f, "-1")]
    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    public void Constructor_MarginOutOfRange_IsRefused(float margin, string shown) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LocalContrastiveLoss(new LocalContrastiveOptions { Margin = margin }))
            .Message.ShouldStartWith($"Expected a finite margin of 0 or more, but got {shown}.");

    [Test]
    public void Constructor_UnknownReduction_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LocalContrastiveLoss(new LocalContrastiveOptions { Reduction = (Reduction)(-1) }))
            .Message.ShouldStartWith("Expected a known Reduction (Mean, Sum), but got -1.");

    private static void Check(OracleSettings settings)
    {
        const float Margin = 0.75f;
        float[,] anchors = Batches.Matrix(Layouts.Anchors, Dimension, seed: 11);
        float[,] candidates = Batches.Matrix(settings.Relations.CandidateCount, Dimension, seed: 12);
        LocalContrastiveLoss loss = new(new LocalContrastiveOptions { Margin = Margin, Reduction = settings.Reduction });
        Evaluated got = Evaluated.Of(loss, anchors, candidates, settings.Relations, settings.Weights);

        (double[,] a, double[,] c) = (Oracle.ToDouble(anchors), Oracle.ToDouble(candidates));
        double expected = Oracle.LocalContrastive(a, c, settings, Margin);
        got.Value.ShouldBe(expected, 1e-5 * Math.Max(1, expected));
        GradientCheck.Of(x => Oracle.LocalContrastive(x, c, settings, Margin), anchors, step: 1e-6).ShouldBe(got.AnchorGradients, absolute: 2e-6);
        GradientCheck.Of(x => Oracle.LocalContrastive(a, x, settings, Margin), candidates, step: 1e-6).ShouldBe(got.CandidateGradients, absolute: 2e-6);
    }
}
