using Microsoft.Win32.SafeHandles;
using RuVector.Training.Data;

namespace RuVector.Training.AI;

/// <summary>Embeddings in a file that only grows: what was paid for once is not asked for again.</summary>
/// <remarks>
/// <para>A folder has one user at a time, in all processes. The index (48 bytes of content an entry) is in memory, vectors are read when they are asked for.</para>
/// <para>Every record has a SHA-256, checked at opening and again at each reading: a wrong vector is never returned. What is behind the last intact record (a write that a kill cut off) is cut off at opening
/// (<see cref="CutBytes"/>); damaged bytes between intact records are skipped (<see cref="DamagedBytes"/>). Writes reach the disk when the system writes them: power loss may cost the last ones, which are
/// then cut off.</para>
/// <para>Thread safe.</para>
/// </remarks>
public sealed class EmbeddingCache : IDisposable
{
    /// <summary>The name of the file in the folder.</summary>
    public const string FileName = "embeddings.rvcache";

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly Dictionary<CacheKey, CachePlace> _index;
    private long _end;

    private EmbeddingCache(SafeFileHandle file, string path)
    {
        (_file, _path) = (file, path);
        long length = RandomAccess.GetLength(file);
        CheckMagic(length);
        CacheScan scan = CacheScan.Of(file, Magic.Length);
        (_index, _end, DamagedBytes) = (scan.Index, scan.End, scan.DamagedBytes);
        CutBytes = Math.Max(0, length - _end);
        RandomAccess.SetLength(file, _end);
    }

    /// <summary>Gets the number of vectors.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _index.Count;
            }
        }
    }

    /// <summary>Gets the number of bytes behind the last intact record that were cut off at opening: a write that did not finish.</summary>
    public long CutBytes { get; }

    /// <summary>Gets the number of damaged bytes between intact records at opening; they stay in the file and are not used.</summary>
    public long DamagedBytes { get; }

    private static ReadOnlySpan<byte> Magic => "RVCACHE1"u8;

    /// <summary>Opens the cache of a folder, which is made if it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The cache; dispose it to let others open the folder.</returns>
    /// <exception cref="IOException">Another cache has the folder open, or the file system refuses.</exception>
    /// <exception cref="TrainingDataException">The file in the folder is not one of this format and version.</exception>
    public static EmbeddingCache Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"Expected to be the only user of the cache '{path}', but it cannot be opened: {e.Message}", e);
        }

        try
        {
            return new EmbeddingCache(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal bool TryGet(CacheKey key, out float[] vector)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_file.IsClosed, this);
            if (_index.TryGetValue(key, out CachePlace place))
            {
                byte[] record = new byte[place.Size];
                if (ReadAt(record, place.Offset) && CacheRecord.IsIntact(record) && CacheRecord.KeyOf(record) == key)
                {
                    vector = CacheRecord.VectorOf(record);
                    return true;
                }

                _index.Remove(key); // damaged since it was opened
            }

            vector = [];
            return false;
        }
    }

    /// <summary>Keeps a vector, unless there is one.</summary>
    /// <exception cref="IOException">The file system refuses; the cache stays as it was.</exception>
    internal void Add(CacheKey key, ReadOnlySpan<float> vector)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_file.IsClosed, this);
            if (_index.ContainsKey(key) || vector.Length > CacheRecord.MaxDimension)
            {
                return;
            }

            byte[] record = CacheRecord.ToBytes(key, vector);
            RandomAccess.Write(_file, record, _end); // what a failed write leaves is written over by the next, or cut off
            _index.Add(key, new(_end, record.Length));
            _end += record.Length;
        }
    }

    private void CheckMagic(long length)
    {
        byte[] start = new byte[Math.Min(length, Magic.Length)];
        ReadAt(start, 0);
        if (!Magic.StartsWith(start))
        {
            throw new TrainingDataException(_path, "Expected a cache of embeddings of version 1, but the file starts with other bytes. Move it away, or name another folder.");
        }

        if (length < Magic.Length)
        {
            RandomAccess.Write(_file, Magic, 0);
        }
    }

    private bool ReadAt(Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0)
            {
                return false;
            }

            bytes = bytes[read..];
            offset += read;
        }

        return true;
    }
}
