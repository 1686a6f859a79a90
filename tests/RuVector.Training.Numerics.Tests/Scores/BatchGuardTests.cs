namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class BatchGuardTests
{
    private static readonly float[,] s_anchors = { { 1, 2 }, { 3, 4 } };
    private static readonly float[,] s_candidates = { { 5, 6 }, { 7, 8 } };

    private delegate LossOutputs Outputs();

    [Test]
    public void Check_OutputsOfTheRightShape_Pass()
    {
        BatchGuard.Check(InBatch(), default);
        BatchGuard.Check(InBatch(), new LossOutputs { AnchorGradients = new float[2, 2], CandidateGradients = new float[2, 2], RowValues = new float[2] });
    }

    [Test]
    public void Check_InterleavedViewsOfOneMatrix_Pass()
    {
        MatrixSpan inputs = new float[2, 4], outputs = new float[2, 5];
        BatchGuard.Check(
            new ContrastiveBatch(inputs.SliceColumns(0, 2), inputs.SliceColumns(2, 2), PairRelations.InBatch(2)),
            new LossOutputs { AnchorGradients = outputs.SliceColumns(3, 2), CandidateGradients = outputs.SliceColumns(0, 2) });
    }

    [Test]
    public void Check_OutputsOfAnotherShape_AreRefused()
    {
        ShouldRefuse(static () => new LossOutputs { AnchorGradients = new float[2, 3] }, "Expected AnchorGradients of shape [2, 2], as its input has, but got [2, 3].");
        ShouldRefuse(static () => new LossOutputs { CandidateGradients = new float[3, 2] }, "Expected CandidateGradients of shape [2, 2], as its input has, but got [3, 2].");
        ShouldRefuse(static () => new LossOutputs { RowValues = new float[3] }, "Expected 2 row values, one for each row of the relations, but got room for 3.");
        ShouldRefuse(static () => new LossOutputs { AnchorGradients = new float[2, 2], Scale = float.NaN }, "Expected a finite gradient scale, but got NaN.");
        ShouldRefuse(static () => new LossOutputs { AnchorGradients = new float[2, 2], Scale = float.PositiveInfinity }, "Expected a finite gradient scale, but got Infinity.");
    }

    [Test]
    public void Check_OverlappingOutputs_AreRefused()
    {
        float[,] shared = new float[3, 2];
        ShouldRefuse(static () => new LossOutputs { AnchorGradients = s_anchors }, "Expected AnchorGradients not to overlap the anchors.");
        ShouldRefuse(static () => new LossOutputs { AnchorGradients = s_candidates }, "Expected AnchorGradients not to overlap the candidates.");
        ShouldRefuse(static () => new LossOutputs { CandidateGradients = s_anchors }, "Expected CandidateGradients not to overlap the anchors.");
        ShouldRefuse(static () => new LossOutputs { CandidateGradients = s_candidates }, "Expected CandidateGradients not to overlap the candidates.");
        ShouldRefuse(static () => new LossOutputs { RowValues = ((MatrixSpan)s_candidates)[1] }, "Expected RowValues not to overlap the candidates.");
        ShouldRefuse(
            () => new LossOutputs { AnchorGradients = ((MatrixSpan)shared).SliceRows(0, 2), CandidateGradients = ((MatrixSpan)shared).SliceRows(1, 2) },
            "Expected CandidateGradients not to overlap the anchor gradients.");
        ShouldRefuse(() => new LossOutputs { AnchorGradients = ((MatrixSpan)shared).SliceRows(0, 2), RowValues = ((MatrixSpan)shared)[1] }, "Expected RowValues not to overlap the anchor gradients.");
    }

    [Test]
    public void Check_OverlappingColumnsOfOneMatrix_AreRefused()
    {
        float[,] wide = new float[2, 5];
        foreach ((int first, int second) in ((int, int)[])[(0, 1), (1, 0), (3, 2)])
        {
            ShouldRefuse(
                () => new LossOutputs { AnchorGradients = ((MatrixSpan)wide).SliceColumns(first, 2), CandidateGradients = ((MatrixSpan)wide).SliceColumns(second, 2) },
                "Expected CandidateGradients not to overlap the anchor gradients.");
        }
    }

    [Test]
    public void Check_RowValuesOverWeightsOrCandidateGradients_AreRefused()
    {
        float[] memory = [1, 1, 1, 1];
        Should.Throw<ArgumentException>(() => BatchGuard.Check(
            new ContrastiveBatch(s_anchors, s_candidates, PairRelations.InBatch(2)) { AnchorWeights = memory.AsSpan(0, 2) }, new LossOutputs { RowValues = memory.AsSpan(1, 2) }))
            .Message.ShouldStartWith("Expected RowValues not to overlap the anchor weights.");
        ShouldRefuse(() => new LossOutputs { CandidateGradients = new(memory, 2, 2), RowValues = memory.AsSpan(2, 2) }, "Expected RowValues not to overlap the candidate gradients.");
    }

    [Test]
    public void Check_NeighboursInOneBuffer_Pass()
    {
        float[] memory = new float[30];
        BatchGuard.Check(
            new ContrastiveBatch(new ReadOnlyMatrixSpan(memory, 2, 2, 2), s_candidates, PairRelations.InBatch(2)),
            new LossOutputs { AnchorGradients = new(memory.AsSpan(4), 2, 2, 2), CandidateGradients = new(memory.AsSpan(8), 2, 2, 2), RowValues = memory.AsSpan(12, 2) });
    }

    [Test]
    public void Check_CandidateGradientsOfABatchWithoutCandidates_AreRefused() =>
        Should.Throw<ArgumentException>(() => BatchGuard.Check(ContrastiveBatch.Labelled(s_anchors, [0, 1]), new LossOutputs { CandidateGradients = new float[2, 2] })).Message
            .ShouldBe("Expected no candidate gradients, because the candidates are the anchors: their gradient is in the anchor gradients. (Parameter 'outputs')");

    [TestCase(new[] { 1f }, "Expected 2 anchor weights, one for each anchor, but got 1.")]
    [TestCase(new[] { 1f, -0.5f }, "Expected finite anchor weights of 0 or more, but weight 1 is -0.5.")]
    [TestCase(new[] { float.NaN, 1f }, "Expected finite anchor weights of 0 or more, but weight 0 is NaN.")]
    [TestCase(new[] { 1f, float.PositiveInfinity }, "Expected finite anchor weights of 0 or more, but weight 1 is Infinity.")]
    public void Check_WrongWeights_AreRefused(float[] weights, string expected) =>
        Should.Throw<ArgumentException>(() => BatchGuard.Check(new ContrastiveBatch(s_anchors, s_candidates, PairRelations.InBatch(2)) { AnchorWeights = weights }, default)).Message
            .ShouldBe(expected + " (Parameter 'batch')");

    [Test]
    public void Check_NonFiniteEmbedding_IsRefusedByName()
    {
        float[,] bad = { { 1, 2 }, { float.NegativeInfinity, 4 } };
        Should.Throw<NonFiniteValueException>(() => BatchGuard.Check(new ContrastiveBatch(bad, s_candidates, PairRelations.InBatch(2)), default)).ParamName.ShouldBe("anchors");
        Should.Throw<NonFiniteValueException>(() => BatchGuard.Check(new ContrastiveBatch(s_anchors, bad, PairRelations.InBatch(2)), default)).ParamName.ShouldBe("candidates");
    }

    [Test]
    public void Check_DefaultBatch_IsRefused() =>
        Should.Throw<ArgumentException>(static () => BatchGuard.Check(default, default)).Message.ShouldBe("Expected a batch with relations, but got the default value. (Parameter 'batch')");

    [Test]
    public void Evaluate_ThatThrows_WritesNothing()
    {
        float[,] bad = { { 1, 2 }, { 3, float.NaN } }, gradients = new float[2, 2];
        float[] rowValues = [7, 7];
        ((MatrixSpan)gradients).Fill(7);

        Should.Throw<NonFiniteValueException>(() => ScoreEngine.Evaluate(
            new ContrastiveBatch(s_anchors, bad, PairRelations.InBatch(2)),
            new LossOutputs { AnchorGradients = gradients, RowValues = rowValues },
            new LinearLoss(),
            ScoreMeasure.Dot,
            Reduction.Mean));

        gradients.Cast<float>().Concat(rowValues).ShouldAllBe(static v => v == 7);
    }

    private static ContrastiveBatch InBatch() => ContrastiveBatch.InBatch(s_anchors, s_candidates);

    private static void ShouldRefuse(Outputs outputs, string expected) =>
        Should.Throw<ArgumentException>(() => BatchGuard.Check(InBatch(), outputs())).Message.ShouldBe(expected + " (Parameter 'outputs')");
}
