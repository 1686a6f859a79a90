namespace RuVector.Training.Numerics;

/// <summary>Hands out parts of one piece of memory, each at a multiple of 64 bytes; from address 0 it measures how much is needed.</summary>
internal unsafe struct Arena(float* start)
{
    private const long Alignment = 16;
    private float* _next = start;

    /// <summary>Gets the number of floats to rent for parts that took <paramref name="end"/> floats: their start may have to be moved up.</summary>
    public static int LengthFor(long end) => checked((int)(end + Alignment));

    /// <summary>Moves the start of rented memory up to a multiple of 64 bytes.</summary>
    public static float* Align(float* memory) => (float*)(((nuint)memory + 63) & ~(nuint)63);

    /// <summary>Gets the number of floats handed out, for an arena that started at address 0.</summary>
    public readonly long End => (long)(nuint)_next / sizeof(float);

    /// <summary>Hands out some floats.</summary>
    public float* Take(long length)
    {
        float* taken = _next;
        _next += (length + Alignment - 1) & -Alignment;
        return taken;
    }
}
