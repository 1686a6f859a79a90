namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class MarginMseLossTests
{
    [Test]
    public void Evaluate_WorkedExample_ComparesTheMargins()
    {
        // Margins 3 - 1 = 2 and 3 - 2 = 1; the teacher's 0.5 and 1.
        Evaluated got = Evaluated.Of(new MarginMseLoss(), new float[,] { { 1 } }, new float[,] { { 3 }, { 1 }, { 2 } }, Teacher());
        got.Result.ShouldBe(new LossResult(2.25 / 2, Terms: 2));
        got.AnchorGradients.ShouldBe(new float[,] { { 3 } });
        got.CandidateGradients.ShouldBe(new float[,] { { 1.5f }, { -1.5f }, { 0 } });
    }

    [Test]
    public void Evaluate_IgnoredNegative_KeepsTheValuesOfTheOthers()
    {
        Evaluated got = Evaluated.Of(new MarginMseLoss(), new float[,] { { 1 } }, new float[,] { { 3 }, { 1 }, { 2 } }, Teacher().Ignoring(IndexLists.FromRows([1])));
        got.Result.ShouldBe(new LossResult(0, Terms: 1, MaskedPairs: 1));
    }

    [Test]
    public void Evaluate_NegativesWithoutScore_AreRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new MarginMseLoss(), new float[2, 2], new float[2, 2], PairRelations.InBatch(2)))
            .Message.ShouldBe("Expected a value for every pair (PairRelations.FromScoredPairs, or PairRelations.FromLists with values for both lists), but got pairs without one. (Parameter 'batch')");

    [Test]
    public void Constructor_Distance_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new MarginMseLoss(new() { Measure = ScoreMeasure.Euclidean })).Message.ShouldStartWith("Expected the measure of margin MSE to be Cosine or Dot, but got Euclidean.");

    private static PairRelations Teacher()
    {
        IndexLists positives = new();
        positives.AddRow([0], [2f]);
        IndexLists negatives = new();
        negatives.AddRow([1, 2], [1.5f, 1f]);
        return PairRelations.FromLists(3, positives, negatives);
    }
}
