namespace RuVector.Training.Numerics;

/// <summary>A key and the index of a candidate in one number that sorts as a ranking does: larger keys first, then smaller indices; NaN last.</summary>
internal static class PackedKey
{
    private const uint SignBit = 1u << 31;

    /// <summary>Packs a key, 0 and -0 being equal, and an index.</summary>
    public static ulong Pack(float key, int index) => ((ulong)~Order(key) << 32) | (uint)index;

    /// <summary>Gets the index.</summary>
    public static int IndexOf(ulong packed) => (int)(uint)packed;

    /// <summary>Gets the key; 0 for -0.</summary>
    public static float KeyOf(ulong packed) => BitConverter.Int32BitsToSingle(Fold((int)(~(uint)(packed >> 32) ^ SignBit)));

    /// <summary>The number of a float32 among all of them, as a signed integer; NaN lies outside of the infinities.</summary>
    public static int Rank(float value) => Fold(BitConverter.SingleToInt32Bits(value));

    /// <summary>The float32 of a rank.</summary>
    public static float OfRank(int rank) => BitConverter.Int32BitsToSingle(Fold(rank));

    private static uint Order(float key) => float.IsNaN(key) ? 0 : (uint)Rank(key + 0f) ^ SignBit;

    private static int Fold(int bits) => bits ^ ((bits >> 31) & int.MaxValue);
}
