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
}
