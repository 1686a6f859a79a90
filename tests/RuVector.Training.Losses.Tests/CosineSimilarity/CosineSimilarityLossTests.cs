namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class CosineSimilarityLossTests
{
    private static readonly PairRelations s_pairs = PairRelations.FromScoredPairs(2, 2, [new(0, 0, 0.5f), new(0, 1, 1f)]);

    [TestCase(Reduction.Mean, 0.625)]
    [TestCase(Reduction.Sum, 1.25)]
    public void Evaluate_WorkedExample_SquaresTheDifferences(Reduction reduction, double expected)
    {
        Evaluated got = Evaluated.Of(new CosineSimilarityLoss(new() { Reduction = reduction }), new float[,] { { 1, 0 }, { 1, 1 } }, new float[,] { { 2, 0 }, { 0, 3 } }, s_pairs);
        got.Result.ShouldBe(new LossResult(expected, Terms: 2, RowsWithoutPositives: 1));
        got.RowValues.ShouldBe([1.25f, 0f]);
    }

    [TestCase(1e-25f)]
    [TestCase(1e25f)]
    public void Evaluate_AnyMagnitude_LeavesTheValueAlone(float scale) =>
        Evaluated.Of(new CosineSimilarityLoss(), new float[,] { { scale, 0 }, { scale, scale } }, new float[,] { { 2 * scale, 0 }, { 0, 3 * scale } }, s_pairs).Value.ShouldBe(0.625, 1e-6);

    [Test]
    public void Evaluate_PairWithoutScore_IsRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new CosineSimilarityLoss(), new float[2, 2], new float[2, 2], PairRelations.InBatch(2)))
            .Message.ShouldBe("Expected a value for every pair (PairRelations.FromScoredPairs), but got pairs without one. (Parameter 'batch')");
}
