using RuVector.Training.Evaluation;

namespace RuVector.Training.Tests.Evaluation;

[TestFixture]
public sealed class RetrievalResultTests
{
    [Test]
    public void Figures_Ranks_AreThoseOfTheHandCase()
    {
        RetrievalResult result = new(4, 1, 10, 2);

        result.MeanReciprocalRank.ShouldBe((0.25 + 1 + 0.1 + 0.5) / 4, 1e-15);
        result.MedianRank.ShouldBe(3);
        result.AccuracyAt(1).ShouldBe(0.25);
        result.AccuracyAt(4).ShouldBe(0.75);
        result.AccuracyAt(10).ShouldBe(1);
        new RetrievalResult(9, 1, 3).MedianRank.ShouldBe(3);
    }

    [Test]
    public void Constructor_BadRanks_AreRefused()
    {
        Should.Throw<ArgumentException>(static () => new RetrievalResult()).Message.ShouldStartWith("Expected at least one rank, but got none.");
        Should.Throw<ArgumentOutOfRangeException>(static () => new RetrievalResult(1, 0));
        Should.Throw<ArgumentOutOfRangeException>(static () => new RetrievalResult(1).AccuracyAt(0));
    }
}
