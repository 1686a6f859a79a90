namespace RuVector.Training.Curriculum;

/// <summary>Parts that differ by at most 1 and lose nothing.</summary>
internal static class EvenParts
{
    public static long[] Of(long total, int parts)
    {
        long[] sizes = new long[parts];
        for (int i = 0; i < parts; i++)
        {
            sizes[i] = (total / parts) + (i < total % parts ? 1 : 0);
        }

        return sizes;
    }
}
