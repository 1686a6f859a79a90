using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RuVector.Training.AI;

/// <summary>One vector in the file of the cache: mark (4 bytes), dimension (4), key (32), values, SHA-256 of all that (32). Little-endian.</summary>
internal static class CacheRecord
{
    public const int MaxDimension = 1 << 16;
    public const int MaxSize = HeaderSize + (MaxDimension * sizeof(float)) + ChecksumSize;

    private const int KeyOffset = 8;
    private const int HeaderSize = KeyOffset + CacheKey.Size;
    private const int ChecksumSize = SHA256.HashSizeInBytes;

    /// <summary>What every record starts with: how the next one is found behind a damaged one.</summary>
    public static ReadOnlySpan<byte> Mark => "\x1eRVE"u8;

    public static int SizeOf(int dimension) => HeaderSize + (dimension * sizeof(float)) + ChecksumSize;

    public static byte[] ToBytes(CacheKey key, ReadOnlySpan<float> vector)
    {
        byte[] record = new byte[SizeOf(vector.Length)];
        Mark.CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(Mark.Length), vector.Length);
        key.Write(record.AsSpan(KeyOffset));
        for (int i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(record.AsSpan(HeaderSize + (i * sizeof(float))), vector[i]);
        }

        SHA256.HashData(record.AsSpan(0, record.Length - ChecksumSize), record.AsSpan(record.Length - ChecksumSize));
        return record;
    }

    /// <summary>The size that a record says it has, the bytes of which may not all be there; 0 when no record starts here.</summary>
    public static int DeclaredSize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < KeyOffset || !bytes.StartsWith(Mark))
        {
            return 0;
        }

        int dimension = BinaryPrimitives.ReadInt32LittleEndian(bytes[Mark.Length..]);
        return dimension is >= 1 and <= MaxDimension ? SizeOf(dimension) : 0;
    }

    /// <summary>Whether the bytes are a record, whole and as it was written.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || DeclaredSize(bytes) != bytes.Length)
        {
            return false;
        }

        Span<byte> checksum = stackalloc byte[ChecksumSize];
        SHA256.HashData(bytes[..^ChecksumSize], checksum);
        return bytes[^ChecksumSize..].SequenceEqual(checksum);
    }

    public static CacheKey KeyOf(ReadOnlySpan<byte> record) => CacheKey.Read(record[KeyOffset..]);

    public static float[] VectorOf(ReadOnlySpan<byte> record)
    {
        float[] vector = new float[(record.Length - SizeOf(0)) / sizeof(float)];
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(record[(HeaderSize + (i * sizeof(float)))..]);
        }

        return vector;
    }
}
