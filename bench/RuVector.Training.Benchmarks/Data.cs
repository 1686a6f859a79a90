using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>Seeded numbers to work on.</summary>
internal static class Data
{
    public static float[] Normal(int count, ulong seed)
    {
        KeyedRandom random = new(seed, RandomPurpose.General);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        return values;
    }

    /// <summary>Numbers for work that only their count matters to: a million of them, repeated, which is much sooner made.</summary>
    public static float[] Repeated(int count, ulong seed)
    {
        float[] block = Normal(Math.Min(count, 1 << 20), seed);
        float[] values = new float[count];
        for (int start = 0; start < count; start += block.Length)
        {
            block.AsSpan(0, Math.Min(block.Length, count - start)).CopyTo(values.AsSpan(start));
        }

        return values;
    }
}
