using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Candidates are the anchors followed by a memory of earlier batches; labels relate both, and the anchor leaves itself out.</summary>
[TestFixture]
public sealed class CrossBatchMemoryTests
{
    private static readonly int[] s_labels = [0, 1, 0];
    private static readonly int[] s_memoryLabels = [1, 2, 0, 1];
    private static readonly PairRelations s_relations = PairRelations.FromLabels(s_labels, [.. s_labels, .. s_memoryLabels], anchorsComeFirst: true);

    [Test]
    public void Evaluate_AnchorGradientsAlone_TreatTheMemoryAsConstant()
    {
        float[,] anchors = Batches.Matrix(3, 6, seed: 1), candidates = Stacked.Of(anchors, Batches.Matrix(4, 6, seed: 2)), gradients = new float[3, 6];

        double value = Loss().Evaluate(new ContrastiveBatch(anchors, candidates, s_relations), new LossOutputs { AnchorGradients = gradients }).Value;

        value.ShouldBe(Oracle.SupCon(Stacked.ToDouble(anchors), Stacked.ToDouble(candidates), s_relations, 0.5), 1e-5);
        GradientCheck.Of((double[,] a) => Oracle.SupCon(a, Stacked.ToDouble(candidates), s_relations, 0.5), anchors).ShouldBe(gradients);
    }

    [Test]
    public void Evaluate_BothRolesOfTheBatch_AddUpToTheWholeGradient()
    {
        float[,] anchors = Batches.Matrix(3, 6, seed: 3), memory = Batches.Matrix(4, 6, seed: 4);
        float[,] gradients = new float[3, 6], candidateGradients = new float[7, 6];

        Loss().Evaluate(
            new ContrastiveBatch(anchors, Stacked.Of(anchors, memory), s_relations), new LossOutputs { AnchorGradients = gradients, CandidateGradients = candidateGradients });

        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 6; column++)
            {
                gradients[row, column] += candidateGradients[row, column];
            }
        }

        GradientCheck.Of((double[,] a) => Oracle.SupCon(a, Stacked.Of(a, memory), s_relations, 0.5), anchors).ShouldBe(gradients);
    }

    private static RowLoss<SupConRow> Loss() => new(new(0.5f), ScoreMeasure.Cosine);
}
