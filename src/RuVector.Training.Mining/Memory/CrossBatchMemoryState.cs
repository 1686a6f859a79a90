namespace RuVector.Training.Mining;

/// <summary>All that a <see cref="CrossBatchMemory"/> knows: what is in it, and where the next entry goes.</summary>
public sealed record CrossBatchMemoryState
{
    /// <summary>Gets the number of entries that the memory holds at most.</summary>
    public required int Capacity { get; init; }

    /// <summary>Gets the dimension of the embeddings, D.</summary>
    public required int Dimension { get; init; }

    /// <summary>Gets the place that the next entry overwrites, from 0 to the capacity - 1.</summary>
    public required int Cursor { get; init; }

    /// <summary>Gets the embeddings by place, row-major; one row for each place that was ever written.</summary>
    public required float[] Embeddings { get; init; }

    /// <summary>Gets the id of each entry.</summary>
    public required long[] Ids { get; init; }

    /// <summary>Gets the label of each entry.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Gets the step at which each entry was written.</summary>
    public required long[] Steps { get; init; }
}
