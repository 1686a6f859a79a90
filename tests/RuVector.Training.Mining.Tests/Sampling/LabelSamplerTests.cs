using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class LabelSamplerTests
{
    [Test]
    public void Plan_GroupByLabel_EverySampleHasAnotherOfItsLabel()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            int[] labels = Batches.Labels(10 * seed, classes: 1 + seed, seed);
            foreach (int[] batch in BatchSamplerTests.All(new GroupByLabelSampler(labels, 6, (ulong)seed).Plan(seed)))
            {
                batch.CountBy(sample => labels[sample]).ShouldAllBe(static label => label.Value >= 2);
            }
        }
    }

    [Test]
    public void Plan_GroupByLabel_LeavesOutOddOnesAndTheRestAlone()
    {
        // 3 + 5 + 1 samples: one pair and two pairs; three pairs are a batch of four and a rest of two.
        EpochBatches batches = new GroupByLabelSampler([0, 0, 0, 1, 1, 1, 1, 1, 2], 4, seed: 1).Plan(0);
        (batches.Count, batches.LeftOut).ShouldBe((1, 5));
        new GroupByLabelSampler([], 4, seed: 1).Plan(0).Count.ShouldBe(0);
    }

    [Test]
    public void Plan_PerClass_HasMSamplesOfEachOfPClasses()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            int[] labels = Batches.Labels(10 * seed, classes: 1 + (seed / 2), seed);
            (int classes, int samples) = (1 + (seed % 4), 1 + (seed % 3));
            foreach (int[] batch in BatchSamplerTests.All(new PerClassSampler(labels, classes, samples, (ulong)seed).Plan(seed)))
            {
                batch.CountBy(sample => labels[sample]).Select(static label => label.Value).ShouldBe(Enumerable.Repeat(samples, classes));
            }
        }
    }

    [Test]
    public void Plan_PerClass_LeavesSmallClassesOutAndRepeatsNothing()
    {
        EpochBatches batches = new PerClassSampler([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3], 2, 2, seed: 1).Plan(0);
        (batches.Count, batches.LeftOut).ShouldBe((2, 3));
    }

    [Test]
    public void Constructor_WrongCall_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new GroupByLabelSampler([1], 3, 1)).Message.ShouldStartWith("Expected an even batch size of 2 or more, but got 3.");
        Should.Throw<ArgumentOutOfRangeException>(() => new PerClassSampler([1], 0, 1, 1)).ParamName.ShouldBe("classesPerBatch");
        Should.Throw<ArgumentOutOfRangeException>(() => new PerClassSampler([1], 1, 0, 1)).ParamName.ShouldBe("samplesPerClass");
    }
}
