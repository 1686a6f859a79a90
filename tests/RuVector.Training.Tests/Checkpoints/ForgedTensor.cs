using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>A tensor of a forged file: what its header says, whatever that may be, and its bytes.</summary>
internal sealed record ForgedTensor(string Name, string Type, long[] Sizes, byte[] Content)
{
    /// <summary>The JSON of the shape, where it is not that of the sizes.</summary>
    public string? Shape { get; init; }

    /// <summary>The JSON of the range, where it is not that of the content.</summary>
    public string? Range { get; init; }

    /// <summary>The digest, where it is not the right one; empty to leave it out.</summary>
    public string? Digest { get; init; }

    /// <summary>SHA-256 over name, type, shape and bytes: written a second time, from the documentation.</summary>
    public string RightDigest()
    {
        byte[] name = Encoding.UTF8.GetBytes(Name);
        using MemoryStream text = new();
        Write(text, name.Length);
        text.Write(name);
        text.Write(Encoding.ASCII.GetBytes(Type.PadRight(3)));
        Write(text, Sizes.Length);
        foreach (long size in Sizes)
        {
            Write(text, size);
        }

        text.Write(Content);
        return Convert.ToHexStringLower(SHA256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length)));
    }

    private static void Write(MemoryStream stream, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        stream.Write(bytes);
    }
}
