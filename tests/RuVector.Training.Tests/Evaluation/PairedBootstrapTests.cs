using RuVector.Training.Evaluation;

namespace RuVector.Training.Tests.Evaluation;

[TestFixture]
public sealed class PairedBootstrapTests
{
    [Test]
    public void Compare_Ranks_CountsAndAveragesQueries()
    {
        GainInterval gain = PairedBootstrap.Compare([4, 2, 1, 8], [1, 4, 1, 2], seed: 3);

        gain.Gain.ShouldBe((0.75 - 0.25 + 0 + 0.375) / 4, 1e-15);
        (gain.Better, gain.Worse, gain.Same).ShouldBe((2, 1, 1));
        (gain.Confidence, gain.Resamples).ShouldBe((0.95, 2000));
    }

    [Test]
    public void Compare_EqualGains_HasAnIntervalWithoutWidth()
    {
        GainInterval gain = PairedBootstrap.Compare([2, 2, 2], [1, 1, 1], seed: 3);

        (gain.Gain, gain.Lower, gain.Upper).ShouldBe((0.5, 0.5, 0.5));
    }

    [Test]
    public void Compare_SameRanks_HasNoGain()
    {
        GainInterval gain = PairedBootstrap.Compare([5, 7], [5, 7], seed: 3);

        (gain.Gain, gain.Lower, gain.Upper, gain.Same).ShouldBe((0, 0, 0, 2));
    }

    /// <summary>The gains are 0 or 1/2 with equal shares: the mean of n has standard deviation 1 / (4 sqrt n), and is nearly normal.</summary>
    [TestCase(0.95, 1.960)]
    [TestCase(0.80, 1.282)]
    public void Compare_ManyQueries_HasTheNormalInterval(double confidence, double quantile)
    {
        const int Count = 1600;
        int[] before = [.. Enumerable.Repeat(2, Count)];
        int[] after = [.. Enumerable.Range(0, Count).Select(static i => 1 + (i % 2))];

        GainInterval gain = PairedBootstrap.Compare(before, after, seed: 3, confidence: confidence);

        double half = quantile / (4 * Math.Sqrt(Count));
        gain.Lower.ShouldBe(0.25 - half, 0.06 * half, "2,000 resamples give the percentiles to about 3 %");
        gain.Upper.ShouldBe(0.25 + half, 0.06 * half);
    }

    [Test]
    public void Compare_Seed_DecidesTheInterval()
    {
        int[] before = [.. Enumerable.Range(1, 50)];
        int[] after = [.. Enumerable.Range(1, 50).Reverse()];

        PairedBootstrap.Compare(before, after, seed: 3).ShouldBe(PairedBootstrap.Compare(before, after, seed: 3));
        PairedBootstrap.Compare(before, after, seed: 4).Lower.ShouldNotBe(PairedBootstrap.Compare(before, after, seed: 3).Lower);
    }

    [Test]
    public void Compare_OneResample_IsItsMean()
    {
        GainInterval gain = PairedBootstrap.Compare([2, 4], [1, 1], seed: 3, resamples: 1);

        gain.Lower.ShouldBe(gain.Upper);
        gain.Lower.ShouldBeOneOf(0.5, 0.625, 0.75);
    }

    [Test]
    public void Compare_BadInput_SaysWhatIsWrong()
    {
        Should.Throw<ArgumentException>(static () => PairedBootstrap.Compare([1], [1, 2], seed: 3)).Message
            .ShouldStartWith("Expected ranks of the same queries, at least one, but got 1 before and 2 after.");
        Should.Throw<ArgumentException>(static () => PairedBootstrap.Compare([], [], seed: 3)).Message
            .ShouldStartWith("Expected ranks of the same queries, at least one, but got 0 before and 0 after.");
        Should.Throw<ArgumentOutOfRangeException>(static () => PairedBootstrap.Compare([1], [0], seed: 3));
        Should.Throw<ArgumentOutOfRangeException>(static () => PairedBootstrap.Compare([1], [1], seed: 3, resamples: 0));
        Should.Throw<ArgumentOutOfRangeException>(static () => PairedBootstrap.Compare([1], [1], seed: 3, confidence: 1)).Message
            .ShouldStartWith("Expected a share between 0 and 1, but got 1.");
    }
}
