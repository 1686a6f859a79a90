namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class AlignmentUniformityLossTests
{
    [Test]
    public void Evaluate_WorkedExample_AddsAlignmentAndUniformity()
    {
        // Pairs at squared distance 2; in each view the two are opposite: log exp(-t 4) = -8.
        Evaluated got = Evaluated.Of(new AlignmentUniformityLoss(), new float[,] { { 3, 0 }, { -1, 0 } }, new float[,] { { 0, 5 }, { 0, -1 } }, PairRelations.InBatch(2));
        got.Value.ShouldBe(2 - 8, 1e-6);
        got.RowValues.ShouldBe([2f, 2f], 1e-6);
    }

    [Test]
    public void Evaluate_OnePair_HasNoUniformityAndIsCounted() =>
        Evaluated.Of(new AlignmentUniformityLoss(), new float[,] { { 1, 0 } }, new float[,] { { 0, 1 } }, PairRelations.InBatch(1)).Result.ShouldBe(new LossResult(2, 1, RowsWithoutNegatives: 1));

    [Test]
    public void Evaluate_EqualPair_HasAlignmentAndGradientZero()
    {
        Evaluated got = Evaluated.Of(new AlignmentUniformityLoss(new() { Alpha = 1 }), new float[,] { { 1, 2 } }, new float[,] { { 1, 2 } }, PairRelations.InBatch(1));
        got.Value.ShouldBe(0);
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Evaluate_RawRowsFarApart_KeepTheUniformity()
    {
        AlignmentUniformityLoss loss = new(new() { Normalize = false, AlignmentWeight = 0 });
        float[,] x = { { 0, 0 }, { 300, 400 } };
        Evaluated.Of(loss, x, x, PairRelations.InBatch(2)).Value.ShouldBe(-2 * 250000.0, 1e-3);
    }

    [TestCase(1e-25f)]
    [TestCase(1e25f)]
    public void Evaluate_AnyMagnitude_LeavesTheValueAlone(float scale)
    {
        float[,] y = { { 1, 1 }, { -1, 2 }, { 0, 1 } };
        double expected = Evaluated.Of(new AlignmentUniformityLoss(), new float[,] { { 1, 2 }, { 2, 1 }, { -1, 1 } }, y, PairRelations.InBatch(3)).Value;
        Evaluated got = Evaluated.Of(new AlignmentUniformityLoss(), new float[,] { { scale, 2 * scale }, { 2 * scale, scale }, { -scale, scale } }, y, PairRelations.InBatch(3));
        got.Value.ShouldBe(expected, 1e-6);
    }

    [Test]
    public void Constructor_NegativeSettings_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new AlignmentUniformityLoss(new() { Alpha = -1 })).Message.ShouldStartWith("Expected a finite exponent of 0 or more, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlignmentUniformityLoss(new() { UniformityScale = -1 })).Message.ShouldStartWith("Expected a finite uniformity scale of 0 or more");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlignmentUniformityLoss(new() { AlignmentWeight = -1 })).Message.ShouldStartWith("Expected a finite alignment weight of 0 or more");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlignmentUniformityLoss(new() { UniformityWeight = -1 })).Message.ShouldStartWith("Expected a finite uniformity weight of 0 or more");
    }
}
