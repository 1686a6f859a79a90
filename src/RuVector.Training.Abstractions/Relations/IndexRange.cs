namespace RuVector.Training;

/// <summary>A run of consecutive indices: <c>Start, Start + 1, ..., End - 1</c>.</summary>
/// <param name="Start">First index, 0 or more.</param>
/// <param name="Count">Number of indices, 0 or more.</param>
public readonly record struct IndexRange(int Start, int Count)
{
    /// <summary>Gets the index after the last one.</summary>
    public int End => Start + Count;

    /// <summary>Tells whether an index lies in the range.</summary>
    /// <param name="index">The index.</param>
    /// <returns><see langword="true"/> when <c>Start &lt;= index &lt; End</c>.</returns>
    public bool Contains(int index) => (uint)(index - Start) < (uint)Count;
}
