using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class InfoNceGradientTests
{
    private const int Dimension = 7;
    private const float Temperature = 0.5f;

    private static readonly float[] s_weights = [1f, 0f, 2.5f, 0.25f, 3f];

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayoutCosine_MatchesOracle(PairRelations relations) => Check(new OracleSettings(relations));

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayoutDot_MatchesOracle(PairRelations relations) => Check(new OracleSettings(relations) { Measure = ScoreMeasure.Dot });

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayoutWeighted_MatchesOracle(PairRelations relations) => Check(new OracleSettings(relations) { Weights = s_weights });

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayoutWeightedSum_MatchesOracle(PairRelations relations) =>
        Check(new OracleSettings(relations) { Measure = ScoreMeasure.Dot, Reduction = Reduction.Sum, Weights = s_weights });

    [TestCaseSource(typeof(Layouts), nameof(Layouts.Symmetric))]
    public void EvaluateSymmetric_AnyLayoutCosine_MatchesOracle(PairRelations relations) => Check(new OracleSettings(relations), symmetric: true);

    [TestCaseSource(typeof(Layouts), nameof(Layouts.Symmetric))]
    public void EvaluateSymmetric_AnyLayoutWeightedSum_MatchesOracle(PairRelations relations) =>
        Check(new OracleSettings(relations) { Measure = ScoreMeasure.Dot, Reduction = Reduction.Sum, Weights = s_weights }, symmetric: true);

    [TestCaseSource(typeof(Layouts), nameof(Layouts.Symmetric))]
    public void EvaluateSymmetric_AnyLayoutWeighted_MatchesOracle(PairRelations relations) => Check(new OracleSettings(relations) { Weights = s_weights }, symmetric: true);

    [TestCase(ScoreMeasure.Cosine, false)]
    [TestCase(ScoreMeasure.Cosine, true)]
    [TestCase(ScoreMeasure.Dot, false)]
    [TestCase(ScoreMeasure.Dot, true)]
    public void Evaluate_LabelledBatch_GradientHoldsBothRoles(ScoreMeasure measure, bool masked)
    {
        float[,] embeddings = Batches.Matrix(7, Dimension, seed: 21);
        PairRelations relations = PairRelations.FromLabels([4, 0, 4, 1, 0, 4, 9]);
        relations = masked ? Layouts.Masked(relations) : relations;
        OracleSettings settings = new(relations) { Measure = measure, Weights = [1, 2, 0, 3, 1, 0.5f, 1] };
        Evaluated got = Evaluated.Of(Create(settings, symmetric: false), embeddings, relations, settings.Weights);

        double[,] point = Oracle.ToDouble(embeddings);
        got.Value.ShouldBe(Oracle.InfoNce(point, point, settings, Temperature), 1e-6);
        GradientCheck.Of(x => Oracle.InfoNce(x, x, settings, Temperature), embeddings).ShouldBe(got.AnchorGradients);
    }

    private static void Check(OracleSettings settings, bool symmetric = false)
    {
        float[,] anchors = Batches.Matrix(Layouts.Anchors, Dimension, seed: 11);
        float[,] candidates = Batches.Matrix(settings.Relations.CandidateCount, Dimension, seed: 12);
        Evaluated got = Evaluated.Of(Create(settings, symmetric), anchors, candidates, settings.Relations, settings.Weights);

        (double[,] a, double[,] c) = (Oracle.ToDouble(anchors), Oracle.ToDouble(candidates));
        got.Value.ShouldBe(Expected(a, c), 1e-5 * Math.Max(1, Expected(a, c)));
        GradientCheck.Of(x => Expected(x, c), anchors).ShouldBe(got.AnchorGradients, absolute: 2e-6);
        GradientCheck.Of(x => Expected(a, x), candidates).ShouldBe(got.CandidateGradients, absolute: 2e-6);

        double Expected(double[,] x, double[,] y) => symmetric ? Oracle.SymmetricInfoNce(x, y, settings, Temperature) : Oracle.InfoNce(x, y, settings, Temperature);
    }

    private static InfoNceLoss Create(OracleSettings settings, bool symmetric) =>
        new(new InfoNceOptions { Temperature = Temperature, Measure = settings.Measure, Reduction = settings.Reduction, Symmetric = symmetric });
}
