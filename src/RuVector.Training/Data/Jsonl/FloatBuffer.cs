namespace RuVector.Training.Data;

/// <summary>Numbers that are added one by one or by the vector; used again without allocation.</summary>
internal sealed class FloatBuffer
{
    private float[] _values = [];

    public int Count { get; private set; }

    public ReadOnlySpan<float> Span => _values.AsSpan(0, Count);

    public ReadOnlyMemory<float> Memory => _values.AsMemory(0, Count);

    public void Clear() => Count = 0;

    public void Truncate(int count) => Count = count;

    public void Add(float value)
    {
        if (Count == _values.Length)
        {
            Grow(1);
        }

        _values[Count++] = value;
    }

    /// <exception cref="InvalidOperationException">There would be more values than an array has.</exception>
    public void Add(ReadOnlySpan<float> values)
    {
        if (values.Length > _values.Length - Count)
        {
            Grow(values.Length);
        }

        values.CopyTo(_values.AsSpan(Count));
        Count += values.Length;
    }

    private void Grow(int count)
    {
        if (Count + (long)count > Array.MaxLength)
        {
            throw new InvalidOperationException($"Expected at most {Array.MaxLength} values in memory, but there are more. Keep the vectors in an .npy or safetensors file and give their ids.");
        }

        Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(Count + (long)count, Math.Max(256L, 2L * _values.Length))));
    }
}
