using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>The largest absolute value of a long vector, by several threads; the largest of some values does not depend on their order.</summary>
/// <param name="values">The vector.</param>
/// <param name="bits">Bits of the result; 0 at first.</param>
internal readonly ref struct MagnitudeWork(ReadOnlySpan<float> values, ref int bits) : IChunkedWork
{
    private const int ChunkLength = 1 << 16;

    private const double NanosecondsPerValue = 0.1;

    private readonly ReadOnlySpan<float> _values = values;

    private readonly ref int _bits = ref bits;

    /// <inheritdoc cref="Magnitude.Largest"/>
    public static float Largest(ReadOnlySpan<float> values)
    {
        int bits = 0;
        MagnitudeWork work = new(values, ref bits);
        ComputeThreads.Run(work, (int)(((long)values.Length + ChunkLength - 1) / ChunkLength), NanosecondsPerValue * values.Length);
        return BitConverter.Int32BitsToSingle(bits);
    }

    public void Run(int chunk)
    {
        int start = chunk * ChunkLength;
        int found = BitConverter.SingleToInt32Bits(Magnitude.Largest(_values.Slice(start, Math.Min(ChunkLength, _values.Length - start))));
        int before = Volatile.Read(ref _bits);
        while (found > before)
        {
            int seen = Interlocked.CompareExchange(ref _bits, found, before);
            if (seen == before)
            {
                return;
            }

            before = seen;
        }
    }
}
