namespace RuVector.Training.TestKit;

/// <summary>Similarities of two vectors by slow, obvious loops in double.</summary>
public static class Similarity
{
    /// <summary>Cosine; 0 where a vector is zero.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        (double dot, double ofA, double ofB) = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            (dot, ofA, ofB) = (dot + ((double)a[i] * b[i]), ofA + ((double)a[i] * a[i]), ofB + ((double)b[i] * b[i]));
        }

        return ofA == 0 || ofB == 0 ? 0 : dot / Math.Sqrt(ofA * ofB);
    }
}
