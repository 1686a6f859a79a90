using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RuVector.Training.Data;

/// <summary>SHA-256 over the content of a data set, part by part; each part with its sizes, so that no two contents give the same bytes.</summary>
internal sealed class Fingerprinter : IDisposable
{
    private const int ChunkLength = 1 << 14;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Fingerprinter(string kind) => Add(kind);

    public void Add(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }

    public void Add(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length);
        _hash.AppendData(bytes);
    }

    public void Add(VectorMatrix matrix)
    {
        Add(matrix.Rows);
        Add(matrix.Columns);
        Add(MemoryMarshal.Cast<float, int>(matrix.Span.Values));
    }

    public void Add(ReadOnlySpan<int> words)
    {
        Add(words.Length);
        if (BitConverter.IsLittleEndian)
        {
            _hash.AppendData(MemoryMarshal.AsBytes(words));
            return;
        }

        int[] chunk = new int[ChunkLength];
        for (int start = 0; start < words.Length; start += ChunkLength)
        {
            Span<int> part = chunk.AsSpan(0, Math.Min(ChunkLength, words.Length - start));
            BinaryPrimitives.ReverseEndianness(words.Slice(start, part.Length), part);
            _hash.AppendData(MemoryMarshal.AsBytes(part));
        }
    }

    public void Add(IndexLists lists)
    {
        Add(lists.Count);
        for (int row = 0; row < lists.Count; row++)
        {
            Add(lists[row]);
            Add(MemoryMarshal.Cast<float, int>(lists.ValuesOf(row)));
        }
    }

    public void Add(IReadOnlyList<string> texts)
    {
        Add(texts.Count);
        foreach (string text in texts)
        {
            Add(text);
        }
    }

    public void Dispose() => _hash.Dispose();

    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());
}
