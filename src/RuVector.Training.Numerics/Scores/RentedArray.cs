using System.Buffers;

namespace RuVector.Training.Numerics;

/// <summary>Scratch memory for one call; given back when disposed, on exceptions too.</summary>
/// <remarks>The contents are undefined at first. Use it in a <c>using</c> declaration and never dispose it twice.</remarks>
/// <typeparam name="T">Type of the elements.</typeparam>
public readonly ref struct RentedArray<T> : IDisposable
    where T : unmanaged
{
    private readonly T[] _array;

    /// <summary>Rents memory.</summary>
    /// <param name="length">Number of elements, 0 or more.</param>
    public RentedArray(int length)
    {
        _array = ArrayPool<T>.Shared.Rent(length);
        Span = _array.AsSpan(0, length);
    }

    /// <summary>Gets the memory, as long as asked for.</summary>
    public Span<T> Span { get; }

    /// <summary>Gets the array itself, which may be longer than asked for, for what cannot hold a span; it must not be used once this is disposed.</summary>
    public T[] Array => _array;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_array is not null)
        {
            ArrayPool<T>.Shared.Return(_array);
        }
    }
}
