namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>InfoNCE with all its layouts of negatives: one row function, the layouts are relations.</summary>
[TestFixture]
public sealed class InfoNceTests
{
    [TestCase("infonce_explicit_negatives_dot_b2k3d10_t1_saturated", "explicit")]
    [TestCase("infonce_shared_negatives_dot_b3k5d12_t2", "shared")]
    [TestCase("infonce_in_batch_cosine_b4d8_t0p01_cold", "in batch")]
    [TestCase("infonce_in_batch_hard_all_dot_b3k2d10_t1", "hard, all")]
    [TestCase("infonce_in_batch_hard_own_dot_b3k3d10_t1", "hard, own")]
    [TestCase("infonce_multi_positive_dot_b2p3k3d7_t1", "several positives")]
    public void Evaluate_AnyLayout_MatchesGolden(string name, string layoutName)
    {
        GoldenLoss golden = GoldenLoss.Load(name);
        float[,] anchors = golden.Matrix("anchors"), positives = golden.Matrix("positives");
        float[,] negatives = layoutName == "in batch" ? new float[0, anchors.GetLength(1)] : golden.Matrix("negatives");
        int count = anchors.GetLength(0);
        int own = negatives.GetLength(0) / count;
        PairedLayout layout = layoutName switch
        {
            "explicit" => new PairedLayout(count) { OwnNegativesPerAnchor = own },
            "shared" => new PairedLayout(count) { SharedNegatives = negatives.GetLength(0) },
            "in batch" => new PairedLayout(count) { InBatchNegatives = true },
            "hard, all" => new PairedLayout(count) { InBatchNegatives = true, OwnNegativesPerAnchor = own, ShareOwnNegatives = true },
            "hard, own" => new PairedLayout(count) { InBatchNegatives = true, OwnNegativesPerAnchor = own },
            _ => new PairedLayout(count) { PositivesPerAnchor = positives.GetLength(0) / count, OwnNegativesPerAnchor = own },
        };
        float[,] anchorGradients = new float[count, anchors.GetLength(1)], candidates = Stacked.Of(positives, negatives);
        MatrixSpan candidateGradients = new float[candidates.GetLength(0), candidates.GetLength(1)];

        LossResult result = new RowLoss<InfoNceRow>(new(golden.Number("temperature")), golden.Measure).Evaluate(
            new ContrastiveBatch(anchors, candidates, PairRelations.Paired(layout)),
            new LossOutputs { AnchorGradients = anchorGradients, CandidateGradients = candidateGradients });

        golden.ShouldHaveValue("mean", result.Value);
        golden.ShouldHaveGradient("mean", "anchors", anchorGradients);
        golden.ShouldHaveGradient("mean", "positives", candidateGradients.SliceRows(0, positives.GetLength(0)));
        if (negatives.Length > 0)
        {
            golden.ShouldHaveGradient("mean", "negatives", candidateGradients.SliceRows(positives.GetLength(0), negatives.GetLength(0)));
        }
    }

    [Test]
    public void Evaluate_BothDirections_MatchesGolden()
    {
        GoldenLoss golden = GoldenLoss.Load("infonce_symmetric_dot_b4d12_t1");
        float[,] anchors = golden.Matrix("anchors"), positives = golden.Matrix("positives");
        float[,] anchorGradients = new float[4, 12], positiveGradients = new float[4, 12];
        RowLoss<InfoNceRow> loss = new(new(golden.Number("temperature")), golden.Measure);

        double there = loss.Evaluate(
            ContrastiveBatch.InBatch(anchors, positives), new LossOutputs { AnchorGradients = anchorGradients, CandidateGradients = positiveGradients, Scale = 0.5f }).Value;
        double back = loss.Evaluate(
            ContrastiveBatch.InBatch(positives, anchors),
            new LossOutputs { AnchorGradients = positiveGradients, CandidateGradients = anchorGradients, Scale = 0.5f, Accumulate = true }).Value;

        golden.ShouldHaveValue("mean", (there + back) / 2);
        golden.ShouldHaveGradient("mean", "anchors", anchorGradients);
        golden.ShouldHaveGradient("mean", "positives", positiveGradients);
    }
}
