using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

[TestFixture]
public sealed class EpochSamplerTests
{
    [Test]
    public void BatchAt_WholeEpoch_GivesEverySampleAtMostOnce()
    {
        EpochSampler sampler = new(count: 103, batchSize: 10, seed: 1);
        sampler.BatchesPerEpoch.ShouldBe(10);
        List<int> seen = [];
        for (int step = 0; step < 10; step++)
        {
            seen.AddRange(sampler.BatchAt(step));
        }

        seen.Count.ShouldBe(100);
        seen.Distinct().Count().ShouldBe(100);
    }

    [Test]
    public void BatchAt_JumpToAStep_EqualsWalkingThere()
    {
        EpochSampler walking = new(count: 50, batchSize: 8, seed: 7);
        for (int step = 0; step < 40; step++)
        {
            int[] walked = walking.BatchAt(step).ToArray();
            new EpochSampler(count: 50, batchSize: 8, seed: 7).BatchAt(step).ToArray().ShouldBe(walked, $"step {step}");
        }
    }

    [Test]
    public void BatchAt_NextEpoch_HasAnotherOrder()
    {
        EpochSampler sampler = new(count: 64, batchSize: 64, seed: 1);
        int[] first = sampler.BatchAt(0).ToArray();
        int[] second = sampler.BatchAt(1).ToArray();
        second.ShouldNotBe(first);
        second.Order().ShouldBe(first.Order());
    }

    [Test]
    public void BatchAt_FewerSamplesThanABatch_GivesAll()
    {
        EpochSampler sampler = new(count: 3, batchSize: 8, seed: 1);
        sampler.BatchSize.ShouldBe(3);
        sampler.BatchAt(5).ToArray().Order().ShouldBe([0, 1, 2]);
    }

    [Test]
    public void BatchAt_NegativeStep_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => new EpochSampler(3, 2, 1).BatchAt(-1).ToArray());
}
