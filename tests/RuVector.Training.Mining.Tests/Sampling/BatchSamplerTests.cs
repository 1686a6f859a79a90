using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

/// <summary>What holds for every sampler.</summary>
[TestFixtureSource(nameof(Samplers))]
public sealed class BatchSamplerTests(string name, Func<ulong, IBatchSampler> create, int batchSize)
{
    private const int Samples = 403;

    private static readonly int[] _labels = Batches.Labels(Samples, classes: 17, seed: 1);

    public static TestFixtureData[] Samplers() =>
    [
        Row("NoDuplicates", static seed => new NoDuplicatesSampler(NoDuplicatesSamplerTests.RandomDocuments(Samples, 150, seed: 2), 12, seed), 12),
        Row("GroupByLabel", static seed => new GroupByLabelSampler(_labels, 10, seed), 10),
        Row("PerClass", static seed => new PerClassSampler(_labels, 5, 3, seed), 15),
    ];

    [Test]
    public void Plan_AnyEpoch_HasFullBatchesOfDifferentSamplesAndCountsTheRest()
    {
        for (long epoch = 0; epoch < 5; epoch++)
        {
            EpochBatches batches = create(3).Plan(epoch);
            int[][] all = All(batches);
            batches.Count.ShouldBeGreaterThan(10, name);
            all.ShouldAllBe(batch => batch.Length == batchSize);
            all.SelectMany(static batch => batch).ShouldBeUnique();
            batches.LeftOut.ShouldBe(Samples - (batchSize * batches.Count));
            batches.LeftOut.ShouldBeLessThan(Samples / 4);
        }
    }

    [Test]
    public void Plan_SameSeedAndEpoch_IsTheSameAndOthersDiffer()
    {
        string first = Text(create(3).Plan(7));
        Text(create(3).Plan(7)).ShouldBe(first);
        Text(create(3).Plan(8)).ShouldNotBe(first);
        Text(create(4).Plan(7)).ShouldNotBe(first);
    }

    [Test]
    public void Plan_ManyEpochs_LeavesNoSampleOutForEver()
    {
        HashSet<int> seen = [.. Enumerable.Range(0, 40).SelectMany(epoch => All(create(5).Plan(epoch)).SelectMany(static batch => batch))];
        seen.Count.ShouldBe(Samples);
    }

    [Test]
    public void Plan_WrongCall_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => create(1).Plan(-1)).ParamName.ShouldBe("epoch");
        EpochBatches batches = create(1).Plan(0);
        Should.Throw<ArgumentOutOfRangeException>(() => _ = batches[batches.Count]).Message.ShouldStartWith($"Expected a batch from 0 to {batches.Count - 1}, but got {batches.Count}.");
    }

    internal static int[][] All(EpochBatches batches) => [.. Enumerable.Range(0, batches.Count).Select(batch => batches[batch].ToArray())];

    private static string Text(EpochBatches batches) => string.Join('|', All(batches).Select(static batch => string.Join(' ', batch)));

    private static TestFixtureData Row(string name, Func<ulong, IBatchSampler> create, int batchSize) => new TestFixtureData(name, create, batchSize).SetArgDisplayNames(name);
}
