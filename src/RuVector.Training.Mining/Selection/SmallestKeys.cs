using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>The smallest of many keys, in ascending order, without sorting the others.</summary>
/// <remarks>
/// Keys gather in a buffer of twice the limit; when it is full, all but the smallest are dropped, and keys above those are refused from then on. That costs one comparison a key
/// plus O(limit log limit) a refill, and there are few refills unless the keys come in descending order.
/// </remarks>
internal ref struct SmallestKeys : IDisposable
{
    private const int SmallestBuffer = 64;
    private readonly RentedArray<ulong> _memory;
    private readonly int _limit;
    private int _count;
    private ulong _bound;

    /// <summary>Creates an empty set.</summary>
    /// <param name="limit">Number of keys to keep, 0 or more.</param>
    /// <param name="offered">Number of keys that will be offered at most.</param>
    public SmallestKeys(int limit, int offered)
    {
        _limit = Math.Min(limit, offered);
        _memory = new RentedArray<ulong>((int)Math.Min(offered, Math.Max(SmallestBuffer, 2L * _limit)));
        (_bound, Bound) = _limit == 0 ? (0, float.NaN) : (ulong.MaxValue, float.NegativeInfinity);
    }

    /// <summary>Gets a closeness that keys must exceed to have a chance, when they are offered in order of position; NaN when none has.</summary>
    public float Bound { get; private set; }

    public readonly void Dispose() => _memory.Dispose();

    /// <summary>Offers a key; each key is offered once.</summary>
    public void Add(ulong key)
    {
        if (key >= _bound)
        {
            return;
        }

        if (_count == _memory.Span.Length)
        {
            DropAllButSmallest();
        }

        _memory.Span[_count++] = key;
    }

    /// <summary>Writes the positions of the smallest keys, in ascending order of the keys.</summary>
    /// <param name="positions">As long as the limit, or longer.</param>
    /// <returns>The number of positions written.</returns>
    public int CopyPositionsTo(Span<int> positions)
    {
        ReadOnlySpan<ulong> sorted = Sorted();
        for (int i = 0; i < sorted.Length; i++)
        {
            positions[i] = PackedKey.IndexOf(sorted[i]);
        }

        return sorted.Length;
    }

    /// <summary>Gets the smallest keys in ascending order: the limit, or all that were offered.</summary>
    public ReadOnlySpan<ulong> Sorted()
    {
        _memory.Span[.._count].Sort();
        return _memory.Span[..Math.Min(_count, _limit)];
    }

    private void DropAllButSmallest()
    {
        _memory.Span.Sort();
        _count = _limit;
        _bound = _memory.Span[_limit - 1];
        Bound = PackedKey.KeyOf(_bound);
    }
}
