using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Matryoshka over InfoNCE: column slices go in, column slices of the gradients come out.</summary>
[TestFixture]
public sealed class MatryoshkaTests
{
    private static readonly (int Dimension, float Weight)[] s_prefixes = [(3, 0.5f), (8, 1f), (5, 2f)];

    [Test]
    public void Evaluate_PairsOverInfoNce_MatchesCentralDifferencesOfOracle()
    {
        float[,] anchors = Batches.Matrix(4, 8, seed: 1), positives = Batches.Matrix(4, 8, seed: 2);
        float[,] anchorGradients = new float[4, 8], positiveGradients = new float[4, 8];
        PairRelations relations = PairRelations.InBatch(4);
        ((MatrixSpan)anchorGradients).Fill(9);

        double value = Loss().Evaluate(
            ContrastiveBatch.InBatch(anchors, positives), new LossOutputs { AnchorGradients = anchorGradients, CandidateGradients = positiveGradients }).Value;

        value.ShouldBe(Expected(Stacked.ToDouble(anchors), Stacked.ToDouble(positives), relations), 1e-5);
        GradientCheck.Of((double[,] a) => Expected(a, Stacked.ToDouble(positives), relations), anchors).ShouldBe(anchorGradients);
        GradientCheck.Of((double[,] p) => Expected(Stacked.ToDouble(anchors), p, relations), positives).ShouldBe(positiveGradients);
    }

    [Test]
    public void Evaluate_LabelsOverInfoNce_MatchesCentralDifferencesOfOracle()
    {
        float[,] rows = Batches.Matrix(5, 8, seed: 3), gradients = new float[5, 8];
        PairRelations relations = PairRelations.FromLabels([0, 1, 0, 1, 1]);

        double value = Loss().Evaluate(new ContrastiveBatch(rows, relations), new LossOutputs { AnchorGradients = gradients }).Value;

        value.ShouldBe(Expected(Stacked.ToDouble(rows), Stacked.ToDouble(rows), relations), 1e-5);
        GradientCheck.Of((double[,] r) => Expected(r, r, relations), rows).ShouldBe(gradients);
    }

    private static MatryoshkaLoss Loss() => new(new RowLoss<InfoNceRow>(new(0.5f), ScoreMeasure.Cosine), s_prefixes);

    private static double Expected(double[,] anchors, double[,] candidates, PairRelations relations) =>
        s_prefixes.Sum(prefix => prefix.Weight * Oracle.InfoNce(anchors, candidates, relations, 0.5, prefix.Dimension));
}
