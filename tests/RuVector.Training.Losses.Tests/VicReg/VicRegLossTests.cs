using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class VicRegLossTests
{
    [Test]
    public void Evaluate_WorkedExample_AddsItsThreeParts()
    {
        // Deviations 2 and 2, covariance 2 in the first view; deviations 0 in the second; mean squared difference 1.
        VicRegLoss loss = new(new() { InvarianceWeight = 1, VarianceWeight = 10, CovarianceWeight = 100, Epsilon = 0 });
        Evaluated.Of(loss, new float[,] { { 1, 1 }, { -1, -1 } }, new float[2, 2], PairRelations.InBatch(2)).Result.ShouldBe(new LossResult(1 + 5 + 400, Terms: 2, ZeroRows: 2));
    }

    [Test]
    public void Evaluate_OnePair_HasNoTermAndIsCounted()
    {
        Evaluated got = Evaluated.Of(new VicRegLoss(), Batches.Matrix(1, 4, seed: 1), Batches.Matrix(1, 4, seed: 2), PairRelations.InBatch(1));
        got.Result.ShouldBe(new LossResult(0, 0, RowsWithoutNegatives: 1));
        got.AnchorGradients.Cast<float>().Concat(got.CandidateGradients.Cast<float>()).ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Evaluate_EqualRows_AreFinite()
    {
        Evaluated got = Evaluated.Of(new VicRegLoss(new() { Epsilon = 0 }), new float[,] { { 1, 2 }, { 1, 2 } }, new float[,] { { 1, 2 }, { 1, 2 } }, PairRelations.InBatch(2));
        got.Value.ShouldBe(25);
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Evaluate_OtherRelations_AreRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new VicRegLoss(), new float[2, 3], new float[4, 3], PairRelations.Paired(new PairedLayout(2) { PositivesPerAnchor = 2 })))
            .Message.ShouldBe("Expected pairs (candidate i the only positive of anchor i, none ignored), but got other relations. (Parameter 'batch')");

    [Test]
    public void Constructor_NegativeWeights_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new VicRegLoss(new() { InvarianceWeight = -1 })).Message.ShouldStartWith("Expected a finite invariance weight of 0 or more");
        Should.Throw<ArgumentOutOfRangeException>(() => new VicRegLoss(new() { VarianceWeight = -1 })).Message.ShouldStartWith("Expected a finite variance weight of 0 or more");
        Should.Throw<ArgumentOutOfRangeException>(() => new VicRegLoss(new() { CovarianceWeight = -1 })).Message.ShouldStartWith("Expected a finite covariance weight of 0 or more");
        Should.Throw<ArgumentOutOfRangeException>(() => new VicRegLoss(new() { Epsilon = float.NaN })).Message.ShouldStartWith("Expected a finite epsilon of 0 or more, but got NaN.");
    }
}
