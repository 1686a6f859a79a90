using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace RuVector.Training.Data;

/// <summary>Float32 values of a mapped file as memory; closed by disposal, after which reading throws.</summary>
internal sealed unsafe class MappedFloats : MemoryManager<float>
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly float* _values;
    private readonly int _length;
    private bool _isDisposed;

    /// <param name="stream">The file; closed with the mapping.</param>
    /// <param name="offset">Where the values start, a multiple of 4 bytes.</param>
    /// <param name="length">How many there are; inside the file.</param>
    public MappedFloats(FileStream stream, long offset, int length)
    {
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _values = (float*)(start + offset);
        _length = length;
    }

    public override Span<float> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(VectorFile));
        return new(_values, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(VectorFile));
        return new(_values + elementIndex, default, this);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}
