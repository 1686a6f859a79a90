using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RuVector.Training.Mining;

/// <summary>Keys of contents, for <see cref="PairRelations.IgnoringDuplicates"/>: equal contents have equal keys, on every machine.</summary>
/// <remarks>The first 64 bits of SHA-256: among a million different contents two have the same key with a probability of 3e-8. Thread safe.</remarks>
public static class ContentKeys
{
    /// <summary>Computes the key of some bytes.</summary>
    /// <param name="content">The bytes: of a text, its UTF-8.</param>
    /// <returns>The key.</returns>
    public static long Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>Computes the key of each row of a matrix; rows with the same bits have the same key.</summary>
    /// <param name="rows">Shape <c>[N, D]</c>.</param>
    /// <param name="keys">Overwritten with the keys, <c>[N]</c>.</param>
    /// <exception cref="ArgumentException">There is not room for one key for each row.</exception>
    public static void Compute(ReadOnlyMatrixSpan rows, Span<long> keys)
    {
        if (keys.Length != rows.Rows)
        {
            throw new ArgumentException($"Expected room for {rows.Rows} keys, one for each row, but got {keys.Length}.", nameof(keys));
        }

        for (int row = 0; row < rows.Rows; row++)
        {
            keys[row] = Of(MemoryMarshal.AsBytes(rows[row]));
        }
    }
}
