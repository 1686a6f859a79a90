using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RuVector.Training.AI;

/// <summary>SHA-256 of all that decides an embedding: generator, model, dimensions, variant, text. Each part with its length, so that no two ways to split give one key.</summary>
internal readonly record struct CacheKey(UInt128 High, UInt128 Low)
{
    public const int Size = 32;

    /// <summary>The key of parts, of which each may be absent.</summary>
    public static CacheKey Of(params ReadOnlySpan<string?> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string? part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part ?? "");
            BinaryPrimitives.WriteInt32LittleEndian(length, part is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Read(hash.GetHashAndReset());
    }

    public static CacheKey Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128LittleEndian(bytes), BinaryPrimitives.ReadUInt128LittleEndian(bytes[(Size / 2)..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, High);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[(Size / 2)..], Low);
    }
}
