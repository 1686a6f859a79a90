namespace RuVector.Training.Mining;

/// <summary>A candidate's closeness and position as one integer: in ascending order of the keys, the closest come first, and equally close ones in order of position.</summary>
/// <remarks>Keys make every order total and every filter an interval, so that selecting, filtering and breaking ties is comparing integers.</remarks>
internal static class CandidateKey
{
    private const uint SignBit = 0x8000_0000;

    /// <summary>Makes a key.</summary>
    /// <param name="closeness">Any number but NaN; 0 and -0 are equal.</param>
    /// <param name="position">Position among the negatives of the row.</param>
    public static ulong Of(float closeness, int position)
    {
        uint bits = BitConverter.SingleToUInt32Bits(closeness + 0f);
        uint ascending = (bits & SignBit) == 0 ? bits | SignBit : ~bits;
        return ((ulong)~ascending << 32) | (uint)position;
    }

    /// <summary>Gets the closeness in a key made by <see cref="Of"/>.</summary>
    public static float ClosenessOf(ulong key)
    {
        uint ascending = ~(uint)(key >> 32);
        return BitConverter.UInt32BitsToSingle((ascending & SignBit) == 0 ? ~ascending : ascending & ~SignBit);
    }

    /// <summary>Gets the position in a key.</summary>
    public static int PositionOf(ulong key) => (int)(uint)key;
}
