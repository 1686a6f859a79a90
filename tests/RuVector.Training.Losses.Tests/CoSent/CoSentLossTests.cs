namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class CoSentLossTests
{
    private static readonly float[,] s_anchors = { { 1, 0 }, { 1, 0 } };

    [Test]
    public void Evaluate_WorkedExample_ComparesThePairsInTheOrderOfLabels()
    {
        // Cosines 1 (label 0) and 0 (label 1): log(1 + exp((1 - 0) / t)).
        Evaluated got = Evaluated.Of(new CoSentLoss(new() { Temperature = 0.5f }), s_anchors, new float[,] { { 2, 0 }, { 0, 3 } }, PairRelations.FromScoredPairs(2, 2, [new(0, 0, 0f), new(1, 1, 1f)]));
        got.Value.ShouldBe(Math.Log(1 + Math.Exp(2)), 1e-6);
        got.Result.Terms.ShouldBe(2);
    }

    [Test]
    public void Evaluate_EqualLabels_HaveNoTerm()
    {
        Evaluated got = Evaluated.Of(new CoSentLoss(), s_anchors, new float[,] { { 2, 0 }, { 0, 3 } }, PairRelations.FromScoredPairs(2, 2, [new(0, 0, 1f), new(1, 1, 1f)]));
        got.Result.ShouldBe(new LossResult(0, 0));
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => g == 0f);
    }

    [TestCase(1e-4f)]
    [TestCase(1e4f)]
    public void Evaluate_ExtremeTemperature_IsFiniteAndRight(float temperature)
    {
        Evaluated got = Evaluated.Of(new CoSentLoss(new() { Temperature = temperature }), s_anchors, new float[,] { { 2, 0 }, { 0, 3 } }, PairRelations.FromScoredPairs(2, 2, [new(0, 0, 0f), new(1, 1, 1f)]));
        double logit = 1.0 / temperature;
        got.Value.ShouldBe(logit + Math.Log(1 + Math.Exp(-logit)), 1e-6 * Math.Max(1, logit));
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => float.IsFinite(g));
    }

    [Test]
    public void Evaluate_PairWithoutScore_IsRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new CoSentLoss(), s_anchors, s_anchors, PairRelations.InBatch(2)))
            .Message.ShouldBe("Expected a value for every pair (PairRelations.FromScoredPairs), but got pairs without one. (Parameter 'batch')");

    [Test]
    public void Evaluate_IgnoredPair_IsRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new CoSentLoss(), s_anchors, new float[2, 2], PairRelations.FromScoredPairs(2, 2, [new(0, 0, 0f)]).Ignoring(IndexLists.FromRows([0], []))))
            .Message.ShouldBe("Expected no ignored pairs, but row 0 has some: leave them out of the scored pairs. (Parameter 'batch')");

    [Test]
    public void Temperature_OutOfRange_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CoSentLoss { Temperature = 0 }).Message.ShouldStartWith("Expected a temperature in [0.0001, 10000], but got 0.");
}
