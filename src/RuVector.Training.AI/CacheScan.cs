using Microsoft.Win32.SafeHandles;

namespace RuVector.Training.AI;

/// <summary>Finds the intact records of a file. Memory is that of the largest record, whatever the size of the file.</summary>
internal sealed class CacheScan
{
    private readonly SafeFileHandle _file;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(2 * CacheRecord.MaxSize);
    private long _position;
    private int _start;
    private int _end;

    private CacheScan(SafeFileHandle file, long start) => (_file, _position) = (file, start);

    /// <summary>Where the last intact record ends.</summary>
    public long End { get; private set; }

    /// <summary>How many bytes between intact records belong to none.</summary>
    public long DamagedBytes { get; private set; }

    public Dictionary<CacheKey, CachePlace> Index { get; } = [];

    public static CacheScan Of(SafeFileHandle file, long start)
    {
        CacheScan scan = new(file, start) { End = start };
        while (scan.Next())
        {
        }

        return scan;
    }

    private ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    private bool Next()
    {
        if (Window.Length < CacheRecord.MaxSize)
        {
            Fill();
        }

        if (Window.IsEmpty)
        {
            return false;
        }

        int size = CacheRecord.DeclaredSize(Window);
        if (size > 0 && size <= Window.Length && CacheRecord.IsIntact(Window[..size]))
        {
            long place = _position - Window.Length;
            Index[CacheRecord.KeyOf(Window)] = new(place, size);
            DamagedBytes += place - End;
            End = place + size;
            _start += size;
            return true;
        }

        int next = Window[1..].IndexOf(CacheRecord.Mark[0]);
        _start = next < 0 ? _end : _start + 1 + next;
        return true;
    }

    private void Fill()
    {
        Window.CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        int read;
        while (_end < _buffer.Length && (read = RandomAccess.Read(_file, _buffer.AsSpan(_end), _position)) > 0)
        {
            (_end, _position) = (_end + read, _position + read);
        }
    }
}
