using RuVector.Training.Adapters;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class EmbeddingTableTests
{
    [Test]
    public void Constructor_SameSeed_GivesTheSameValuesAndAnotherSeedOthers()
    {
        float[] values = new EmbeddingTable(20, 8, 1f, seed: 3).Rows.Values.ToArray();
        new EmbeddingTable(20, 8, 1f, seed: 3).Rows.Values.ToArray().ShouldBe(values);
        new EmbeddingTable(20, 8, 1f, seed: 4).Rows.Values.ToArray().ShouldNotBe(values);
    }

    [Test]
    public void Constructor_Values_HaveTheGivenDeviation()
    {
        float[] values = new EmbeddingTable(1000, 50, 0.1f, seed: 1).Rows.Values.ToArray();
        values.Average().ShouldBe(0f, 0.002f);
        Math.Sqrt(values.Average(static v => v * v)).ShouldBe(0.1, 0.002);
    }

    [Test]
    public void Rows_Written_AreTheParameters()
    {
        EmbeddingTable table = new(3, 2, 0f, seed: 1);
        table.Rows[1][0] = 5;
        table.Parameters["embeddings"].Values[2].ShouldBe(5);
        (table.Count, table.Dimension).ShouldBe((3, 2));
    }

    [Test]
    public void Constructor_NegativeDeviation_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new EmbeddingTable(3, 2, -1f, seed: 1))
            .Message.ShouldStartWith("Expected a finite standard deviation of 0 or more, but got -1.");
}
