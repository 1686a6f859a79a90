namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class KeyedRandomTests
{
    /// <summary>Known answers of Philox 4x32-10: kat_vectors of Random123.</summary>
    [TestCase(new[] { 0u, 0u, 0u, 0u }, new[] { 0u, 0u }, new[] { 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u })]
    [TestCase(
        new[] { 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu }, new[] { 0xffffffffu, 0xffffffffu }, new[] { 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu })]
    [TestCase(
        new[] { 0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u }, new[] { 0xa4093822u, 0x299f31d0u }, new[] { 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u })]
    public void Philox_KnownKeys_GiveTheKnownAnswers(uint[] counter, uint[] key, uint[] expected)
    {
        UInt128 words = KeyedRandom.Philox(counter[0], counter[1], counter[2], counter[3], key[0], key[1]);

        Enumerable.Range(0, 4).Select(i => (uint)(words >> (32 * i))).ShouldBe(expected);
    }

    [Test]
    public void NextUInt32_DefaultKey_CountsBlocksUpwards()
    {
        KeyedRandom random = default;

        Take(ref random, 5).ShouldBe([0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u, (uint)KeyedRandom.Philox(1, 0, 0, 0, 0, 0)]);
    }

    [Test]
    public void NextUInt64AndDouble_AreMadeOfTheSameBits()
    {
        KeyedRandom words = new(7, RandomPurpose.Mining, 3, 2), longs = words, doubles = words;
        ulong expected = words.NextUInt32() | ((ulong)words.NextUInt32() << 32);

        longs.NextUInt64().ShouldBe(expected);
        doubles.NextDouble().ShouldBe((expected >> 11) / 9007199254740992.0);
    }

    [Test]
    public void Streams_OfKeysThatDifferInOnePart_Differ()
    {
        List<KeyedRandom> streams =
        [
            .. Enum.GetValues<RandomPurpose>().Select(static purpose => new KeyedRandom(1, purpose)),
            .. new long[] { 1, 2, 1L << 32, 1L << 33, -1, long.MaxValue }.Select(static step => new KeyedRandom(1, RandomPurpose.General, step)),
            .. new[] { 1, 2, int.MaxValue, -1 }.Select(static row => new KeyedRandom(1, RandomPurpose.General, 0, row)),
            .. new ulong[] { 0, 2, ulong.MaxValue, 1UL << 32, 1UL << 63 }.Select(static seed => new KeyedRandom(seed, RandomPurpose.General)),
        ];
        uint[][] words = [.. streams.Select(static stream => Take(stream, 8))];

        words.SelectMany(static w => w).Distinct().Count().ShouldBe(8 * streams.Count);
    }

    [Test]
    public void Stream_SameKey_RepeatsWhateverWasDrawnElsewhere()
    {
        KeyedRandom first = new(42, RandomPurpose.Sampling, 5, 6);
        uint[] expected = Take(ref first, 100);
        KeyedRandom other = new(42, RandomPurpose.Sampling, 5, 7);
        other.NextNormal();
        KeyedRandom again = new(42, RandomPurpose.Sampling, 5, 6);

        Take(ref again, 100).ShouldBe(expected);
    }

    /// <summary>From an independent implementation; a change of these numbers changes every run that anybody has recorded.</summary>
    [Test]
    public void Stream_PinnedKey_IsTheSameOnEveryMachine()
    {
        KeyedRandom random = new(20250101, RandomPurpose.Mining, step: 123456789012, row: 77);

        Take(ref random, 3).ShouldBe([0xfa3de9f1u, 0x8853d4e5u, 0xf0194319u]);
        random.NextInt32(1000).ShouldBe(120);
    }

    [TestCase(64)]
    [TestCase(100)]
    public void NextInt32_ManyDraws_AreUniform(int bound)
    {
        KeyedRandom random = new(3, RandomPurpose.General);
        int[] counts = new int[bound];
        for (int i = 0; i < 1000 * bound; i++)
        {
            counts[random.NextInt32(bound)]++;
        }

        ChiSquare(counts, 1000).ShouldBeInRange(Low(bound - 1), High(bound - 1));
    }

    /// <summary>3 * 2^29 leaves a quarter of 2^32 over: taking remainders or plain products would hit one third of the range twice as often.</summary>
    [Test]
    public void NextInt32_BoundThatDividesBadly_IsUnbiased()
    {
        const int Bound = 3 << 29;
        KeyedRandom random = new(4, RandomPurpose.General);
        int[] counts = new int[3], remainders = new int[3];
        for (int i = 0; i < 60_000; i++)
        {
            int drawn = random.NextInt32(Bound);
            counts[drawn >> 29]++;
            remainders[drawn % 3]++;
        }

        ChiSquare(counts, 20_000).ShouldBeLessThan(High(2));
        ChiSquare(remainders, 20_000).ShouldBeLessThan(High(2));
    }

    [TestCase(1)]
    [TestCase(int.MaxValue)]
    public void NextInt32_ExtremeBounds_StayInside(int bound)
    {
        KeyedRandom random = new(5, RandomPurpose.General);
        for (int i = 0; i < 1000; i++)
        {
            random.NextInt32(bound).ShouldBeInRange(0, bound - 1);
        }
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void NextInt32_BoundBelowOne_IsRefused(int bound) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new KeyedRandom(1, RandomPurpose.General).NextInt32(bound)).ParamName.ShouldBe("exclusiveMaximum");

    [Test]
    public void NextDouble_ManyDraws_AreUniformInTheUnitInterval()
    {
        KeyedRandom random = new(6, RandomPurpose.General);
        int[] counts = new int[50];
        for (int i = 0; i < 100_000; i++)
        {
            counts[(int)(random.NextDouble() * 50)]++;
        }

        ChiSquare(counts, 2000).ShouldBeInRange(Low(49), High(49));
    }

    [Test]
    public void NextNormal_ManyDraws_HaveTheMomentsOfTheNormalDistribution()
    {
        KeyedRandom random = new(8, RandomPurpose.General);
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal())];

        draws.Average().ShouldBe(0, 0.013);
        draws.Average(static x => x * x).ShouldBe(1, 0.018);
        draws.Average(static x => x * x * x).ShouldBe(0, 0.05);
        draws.Average(static x => x * x * x * x).ShouldBe(3, 0.13);
    }

    [Test]
    public void NextGumbel_ManyDraws_HaveTheMomentsOfTheGumbelDistribution()
    {
        KeyedRandom random = new(9, RandomPurpose.General);
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextGumbel())];
        double mean = draws.Average();

        mean.ShouldBe(0.57721566490153286, 0.017);
        draws.Average(x => (x - mean) * (x - mean)).ShouldBe(Math.PI * Math.PI / 6, 0.04);
    }

    [Test]
    public void NextGumbel_LargestOfSeveralLogWeights_DrawsByWeight()
    {
        KeyedRandom random = new(10, RandomPurpose.General);
        int[] counts = new int[3];
        for (int i = 0; i < 30_000; i++)
        {
            double[] keys = [Math.Log(1) + random.NextGumbel(), Math.Log(2) + random.NextGumbel(), Math.Log(3) + random.NextGumbel()];
            counts[Array.IndexOf(keys, keys.Max())]++;
        }

        counts[0].ShouldBeInRange(4750, 5250);
        counts[1].ShouldBeInRange(9670, 10330);
        counts[2].ShouldBeInRange(14650, 15350);
    }

    [Test]
    public void Shuffle_AnyLength_IsAPermutation()
    {
        for (int length = 0; length <= 65; length++)
        {
            int[] items = [.. Enumerable.Range(0, length)];
            KeyedRandom random = new(11, RandomPurpose.Sampling, length);
            random.Shuffle<int>(items);

            items.Order().ShouldBe(Enumerable.Range(0, length));
        }
    }

    [Test]
    public void Shuffle_ManyTimes_ReachesAllOrdersAlike()
    {
        Dictionary<string, int> counts = [];
        for (int step = 0; step < 24_000; step++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            KeyedRandom random = new(12, RandomPurpose.Sampling, step);
            random.Shuffle<char>(items);
            string order = new(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        counts.Count.ShouldBe(24);
        ChiSquare([.. counts.Values], 1000).ShouldBeInRange(Low(23), High(23));
    }

    private static uint[] Take(KeyedRandom random, int count) => Take(ref random, count);

    private static uint[] Take(ref KeyedRandom random, int count)
    {
        uint[] words = new uint[count];
        for (int i = 0; i < count; i++)
        {
            words[i] = random.NextUInt32();
        }

        return words;
    }

    private static double ChiSquare(int[] counts, double expected) => counts.Sum(count => (count - expected) * (count - expected) / expected);

    /// <summary>Four standard deviations above the mean of the chi-square distribution (Wilson-Hilferty).</summary>
    private static double High(int degrees) => degrees * Math.Pow(1 - (2.0 / (9 * degrees)) + (4 * Math.Sqrt(2.0 / (9 * degrees))), 3);

    /// <summary>Four standard deviations below it: counts more even than chance are as wrong.</summary>
    private static double Low(int degrees) => degrees * Math.Pow(1 - (2.0 / (9 * degrees)) - (4 * Math.Sqrt(2.0 / (9 * degrees))), 3);
}
