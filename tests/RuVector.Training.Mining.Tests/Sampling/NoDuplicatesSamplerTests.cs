namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class NoDuplicatesSamplerTests
{
    [Test]
    public void Plan_AnyDocuments_HasNoneTwiceInABatch([Values] bool keepSmall)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            IndexLists documents = RandomDocuments(samples: 5 * seed, count: 1 + (seed * 2), seed);
            EpochBatches batches = new NoDuplicatesSampler(documents, 1 + (seed % 9), (ulong)seed, keepSmall).Plan(seed);
            foreach (int[] batch in BatchSamplerTests.All(batches))
            {
                batch.SelectMany(sample => documents[sample].ToArray()).ShouldBeUnique();
                batch.Length.ShouldBeInRange(1, 1 + (seed % 9));
            }

            batches.LeftOut.ShouldBe(keepSmall ? 0 : documents.Count - BatchSamplerTests.All(batches).Sum(static batch => batch.Length));
            BatchSamplerTests.All(batches).SelectMany(static batch => batch).ShouldBeUnique();
        }
    }

    [Test]
    public void Plan_DocumentOfHalfOfTheSamples_IsOnceInEveryBatch()
    {
        // Document 0 is in 50 of 100 samples: with batches of 2 each batch can take one of those.
        IndexLists documents = IndexLists.FromRows([.. Enumerable.Range(0, 100).Select(static sample => sample < 50 ? new[] { 0, 1000 + sample } : [sample])]);
        EpochBatches batches = new NoDuplicatesSampler(documents, 2, seed: 1, keepSmall: true).Plan(0);
        BatchSamplerTests.All(batches).Count(static batch => batch.Count(static sample => sample < 50) == 1).ShouldBe(50);
        batches.Count.ShouldBeLessThanOrEqualTo(75);
    }

    [Test]
    public void Plan_OneDocumentForAll_GivesBatchesOfOneOrNone()
    {
        IndexLists documents = IndexLists.FromRows([4], [4], [4], [4], [4], [4]);
        new NoDuplicatesSampler(documents, 3, seed: 1).Plan(0).LeftOut.ShouldBe(6);
        new NoDuplicatesSampler(documents, 3, seed: 1, keepSmall: true).Plan(0).Count.ShouldBe(6);
        new NoDuplicatesSampler(IndexLists.FromRows(), 3, seed: 1).Plan(0).Count.ShouldBe(0);
    }

    [Test]
    public void Constructor_WrongCall_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new NoDuplicatesSampler(new IndexLists(), 0, 1)).ParamName.ShouldBe("batchSize");
        Should.Throw<ArgumentNullException>(() => new NoDuplicatesSampler(null!, 1, 1)).ParamName.ShouldBe("documents");
    }

    internal static IndexLists RandomDocuments(int samples, int count, int seed)
    {
        Random random = new(seed);
        return IndexLists.FromRows([.. Enumerable.Range(0, samples).Select(_ => Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(count)).ToArray())]);
    }
}
