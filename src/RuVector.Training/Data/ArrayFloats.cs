using System.Buffers;
using System.Runtime.InteropServices;

namespace RuVector.Training.Data;

/// <summary>The values of a two-dimensional array as memory.</summary>
internal sealed class ArrayFloats(float[,] values) : MemoryManager<float>
{
    public override Span<float> GetSpan() => ((MatrixSpan)values).Values;

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        GCHandle handle = GCHandle.Alloc(values, GCHandleType.Pinned);
        return new((float*)handle.AddrOfPinnedObject() + elementIndex, handle, this);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
