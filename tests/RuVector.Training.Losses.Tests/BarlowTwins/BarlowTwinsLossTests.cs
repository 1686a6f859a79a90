using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class BarlowTwinsLossTests
{
    [Test]
    public void Evaluate_WorkedExample_ComparesCorrelationsWithTheIdentity()
    {
        // All four correlations are 1: nothing on the diagonal, lambda twice.
        BarlowTwinsLoss loss = new(new() { RedundancyWeight = 0.25f, Epsilon = 0 });
        float[,] x = { { 2, 1 }, { -2, -1 } };
        Evaluated.Of(loss, x, x, PairRelations.InBatch(2)).Result.ShouldBe(new LossResult(0.5, Terms: 2));
    }

    [Test]
    public void Evaluate_ConstantDimension_HasCorrelationZero()
    {
        Evaluated got = Evaluated.Of(new BarlowTwinsLoss(new() { Epsilon = 0 }), new float[,] { { 3, 1 }, { 3, -1 } }, new float[,] { { 3, 1 }, { 3, -1 } }, PairRelations.InBatch(2));
        got.Value.ShouldBe(1);
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => float.IsFinite(g));
    }

    [Test]
    public void Evaluate_OnePair_HasNoTermAndIsCounted() =>
        Evaluated.Of(new BarlowTwinsLoss(), Batches.Matrix(1, 4, seed: 1), Batches.Matrix(1, 4, seed: 2), PairRelations.InBatch(1)).Result.ShouldBe(new LossResult(0, 0, RowsWithoutNegatives: 1));

    [Test]
    public void Constructor_NegativeSettings_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BarlowTwinsLoss(new() { RedundancyWeight = -1 })).Message.ShouldStartWith("Expected a finite redundancy weight of 0 or more, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => new BarlowTwinsLoss(new() { Epsilon = -1 })).Message.ShouldStartWith("Expected a finite epsilon of 0 or more, but got -1.");
    }
}
