using RuVector.Training;
using RuVector.Training.Trainer;
using WebHost.Datasets;

namespace WebHost.Tests;

[TestFixture]
public sealed class HeldOutSplitTests
{
    [TestCase(5, 4)]
    [TestCase(9, 8)]
    [TestCase(10, 8)]
    [TestCase(256, 205)]
    public void Split_EveryFifthQuery_IsHeldOutWithItsAnswers(int queries, int training)
    {
        float[,] vectors = new float[queries, 1];
        for (int row = 0; row < queries; row++)
        {
            vectors[row, 0] = row + 1;
        }

        IndexLists answers = IndexLists.FromRows([.. Enumerable.Range(0, queries).Select(static row => new[] { row })]);
        HeldOutSplit split = new(new PairDataset(vectors, vectors, answers));

        (split.Training.QueryCount, HeldOutSplit.TrainingCount(queries), split.HeldOut.QueryCount).ShouldBe((training, training, queries - training));
        (split.Training.DocumentCount, split.HeldOut.DocumentCount).ShouldBe((queries, queries));
        for (int row = 0; row < split.HeldOut.QueryCount; row++)
        {
            split.HeldOut.Queries[row][0].ShouldBe((5 * row) + 5);
            split.HeldOut.Positives[row].ToArray().ShouldBe([(5 * row) + 4]);
        }
    }
}
