using System.Runtime.InteropServices;

namespace RuVector.Training.Data;

/// <summary>Vectors, the same when their bits are.</summary>
internal sealed class VectorSet : ItemSet
{
    private readonly Dictionary<int, int> _lastOfHash = [];
    private readonly List<int> _previous = [];
    private readonly FloatBuffer _values = new();
    private int _dimension;

    public override int Count => _previous.Count;

    public VectorMatrix ToMatrix() => new(_values.Memory, Count, _dimension) { IsChecked = true };

    public override int Find(RecordItems items, int item) => Find(items.VectorOf(item), HashOf(items.VectorOf(item)));

    public override int Add(RecordItems items, int item)
    {
        ReadOnlySpan<float> vector = items.VectorOf(item);
        int hash = HashOf(vector);
        int found = Find(vector, hash);
        if (found >= 0)
        {
            return found;
        }

        _values.Add(vector);
        _dimension = vector.Length;
        ref int last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastOfHash, hash, out bool exists);
        _previous.Add(exists ? last : -1);
        last = _previous.Count - 1;
        return last;
    }

    public override void Clear()
    {
        _lastOfHash.Clear();
        _previous.Clear();
        _values.Clear();
    }

    private static int HashOf(ReadOnlySpan<float> vector)
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(vector));
        return hash.ToHashCode();
    }

    private int Find(ReadOnlySpan<float> vector, int hash)
    {
        int number = _lastOfHash.GetValueOrDefault(hash, -1);
        while (number >= 0 && !MemoryMarshal.AsBytes(_values.Span.Slice(number * _dimension, _dimension)).SequenceEqual(MemoryMarshal.AsBytes(vector)))
        {
            number = _previous[number];
        }

        return number;
    }
}
