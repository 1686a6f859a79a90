namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class VarianceSpreadLossTests
{
    [Test]
    public void Evaluate_WorkedExample_IsTheVarianceOfTheVariances()
    {
        // Variances 1 and 9, mean 5: (16 + 16) / 2.
        Evaluated got = Evaluated.Of(new VarianceSpreadLoss(new() { Weight = 0.5f }), new float[,] { { 1, 3 }, { -1, -3 } }, PairRelations.None(2));
        got.Result.ShouldBe(new LossResult(8, Terms: 2));
        got.AnchorGradients.ShouldBe(new float[,] { { -2, 6 }, { 2, -6 } });
        got.RowValues.ShouldBe([0f, 0f]);
    }

    /// <summary>ruvector's spectral regularization has a gradient of zero and so never regularises.</summary>
    [Test]
    public void Evaluate_UnequalVariances_NeverHaveAGradientOfZero() =>
        Evaluated.Of(new VarianceSpreadLoss(), new float[,] { { 1, 0.5f }, { 2, 0.25f }, { 4, -1 } }, PairRelations.None(3)).AnchorGradients.Cast<float>().ShouldAllBe(static g => g != 0f);

    [Test]
    public void Evaluate_FarFromTheOrigin_KeepsItsDigits()
    {
        double near = Evaluated.Of(new VarianceSpreadLoss(), new float[,] { { 1, 3 }, { -1, -3 } }, PairRelations.None(2)).Value;
        Evaluated.Of(new VarianceSpreadLoss(), new float[,] { { 65537, 65539 }, { 65535, 65533 } }, PairRelations.None(2)).Value.ShouldBe(near);
    }

    [Test]
    public void Evaluate_AnchorWeights_AreRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new VarianceSpreadLoss(), new float[2, 2], PairRelations.None(2), weights: [1, 1]))
            .Message.ShouldBe("Expected no anchor weights: the variance spread is not a sum over anchors. (Parameter 'batch')");

    [Test]
    public void Constructor_NegativeWeight_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new VarianceSpreadLoss(new() { Weight = -1 })).Message.ShouldStartWith("Expected a finite weight of 0 or more, but got -1.");
}
