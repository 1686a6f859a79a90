namespace RuVector.Training.Numerics;

/// <summary>Random numbers that depend on a key alone: (seed, purpose, step, row). Philox 4x32-10.</summary>
/// <remarks>
/// <para>Keys of one seed that differ give independent streams; the same key gives the same stream on every machine, in any order of calls and for any number of threads.</para>
/// <para>A mutable value: copying it copies its position. Not thread safe; make one for each row instead.</para>
/// <para>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011.</para>
/// </remarks>
public struct KeyedRandom
{
    private readonly ulong _key;
    private readonly ulong _step;
    private readonly uint _row;
    private uint _block;
    private UInt128 _words;
    private int _wordsLeft;

    /// <summary>Creates the stream of a key.</summary>
    /// <param name="seed">Seed of the run; every value is valid.</param>
    /// <param name="purpose">What the numbers are for, so that shuffling and mining of the same step differ.</param>
    /// <param name="step">Step or epoch.</param>
    /// <param name="row">Row of the batch, or 0.</param>
    public KeyedRandom(ulong seed, RandomPurpose purpose, long step = 0, int row = 0)
    {
        _key = Mix(seed + ((ulong)purpose * 0x9E3779B97F4A7C15UL));
        (_step, _row) = ((ulong)step, (uint)row);
    }

    /// <summary>Gets 32 random bits.</summary>
    /// <returns>A number in [0, 2^32).</returns>
    public uint NextUInt32()
    {
        if (_wordsLeft == 0)
        {
            _words = Philox(_block++, _row, (uint)_step, (uint)(_step >> 32), (uint)_key, (uint)(_key >> 32));
            _wordsLeft = 4;
        }

        uint word = (uint)_words;
        _words >>= 32;
        _wordsLeft--;
        return word;
    }

    /// <summary>Gets 64 random bits.</summary>
    /// <returns>A number in [0, 2^64).</returns>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>Gets a uniform number.</summary>
    /// <returns>A number in [0, 1), a multiple of 2^-53.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Gets a uniform integer without bias.</summary>
    /// <param name="exclusiveMaximum">1 or more.</param>
    /// <returns>A number in [0, exclusiveMaximum).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMaximum"/> is less than 1.</exception>
    public int NextInt32(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMaximum, 1);
        uint bound = (uint)exclusiveMaximum;
        uint threshold = unchecked(0u - bound) % bound;
        ulong product;
        do
        {
            product = (ulong)NextUInt32() * bound;
        }
        while ((uint)product < threshold);
        return (int)(product >> 32);
    }

    /// <summary>Gets a normally distributed number: mean 0, variance 1.</summary>
    /// <returns>A finite number.</returns>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(Math.Tau * NextDouble());

    /// <summary>Gets a number of the standard Gumbel distribution; the largest of several, each added to a log weight, is a draw by weight.</summary>
    /// <returns>A finite number.</returns>
    public double NextGumbel() => -Math.Log(-Math.Log((NextUInt64() >> 11 | 1) * (1.0 / (1UL << 53))));

    /// <summary>Puts the items into random order (Fisher-Yates).</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The items.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt32(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    internal static UInt128 Philox(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53UL * c0;
            ulong p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        return new UInt128(c2 | ((ulong)c3 << 32), c0 | ((ulong)c1 << 32));
    }
}
