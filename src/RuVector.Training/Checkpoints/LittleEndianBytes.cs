using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Checkpoints;

/// <summary>Values seen as the bytes that files hold: without a copy where the machine is little-endian, which nearly all are.</summary>
internal static class LittleEndianBytes
{
    public static ReadOnlyMemory<byte> Of<T>(ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
        {
            return new View<T>(values).Memory;
        }

        byte[] bytes = MemoryMarshal.AsBytes(values.Span).ToArray();
        SwapOnBigEndian(bytes, Unsafe.SizeOf<T>());
        return bytes;
    }

    public static void CopyTo<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged
    {
        Span<byte> target = MemoryMarshal.AsBytes(values);
        bytes.CopyTo(target);
        SwapOnBigEndian(target, Unsafe.SizeOf<T>());
    }

    private static void SwapOnBigEndian(Span<byte> bytes, int size)
    {
        if (BitConverter.IsLittleEndian)
        {
            return;
        }

        if (size == sizeof(int))
        {
            Span<int> words = MemoryMarshal.Cast<byte, int>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else if (size == sizeof(long))
        {
            Span<long> words = MemoryMarshal.Cast<byte, long>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private sealed class View<T>(ReadOnlyMemory<T> values) : MemoryManager<byte>
        where T : unmanaged
    {
        public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(MemoryMarshal.AsMemory(values).Span); // handed out as read-only

        public override unsafe MemoryHandle Pin(int elementIndex = 0)
        {
            MemoryHandle handle = values.Pin();
            return new((byte*)handle.Pointer + elementIndex, pinnable: new Pinned(handle));
        }

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class Pinned(MemoryHandle handle) : IPinnable
    {
        public MemoryHandle Pin(int elementIndex) => throw new InvalidOperationException("Expected to be asked to unpin, but was asked to pin.");

        public void Unpin() => handle.Dispose();
    }
}
