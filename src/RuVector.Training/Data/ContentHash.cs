using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RuVector.Training.Data;

/// <summary>Tells contents apart: a SHA-256 over values and their sizes, in the order they are added.</summary>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a matrix.</summary>
    public ContentHash Add(ReadOnlyMatrixSpan matrix)
    {
        Add(matrix.Rows, matrix.Columns);
        for (int row = 0; row < matrix.Rows; row++)
        {
            _hash.AppendData(MemoryMarshal.AsBytes(matrix[row]));
        }

        return this;
    }

    /// <summary>Adds lists.</summary>
    public ContentHash Add(IndexLists lists)
    {
        Add(lists.Count, lists.TotalCount);
        for (int row = 0; row < lists.Count; row++)
        {
            Add(lists[row].Length, 0);
            _hash.AppendData(MemoryMarshal.AsBytes(lists[row]));
            _hash.AppendData(MemoryMarshal.AsBytes(lists.ValuesOf(row)));
        }

        return this;
    }

    /// <summary>Adds a list of values.</summary>
    public ContentHash Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Add(values.Length, 0);
        _hash.AppendData(MemoryMarshal.AsBytes(values));
        return this;
    }

    /// <summary>Gets the hash of all that was added, in hexadecimal digits.</summary>
    public string ToText() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    private void Add(int first, int second) => _hash.AppendData(MemoryMarshal.AsBytes<int>([first, second]));
}
