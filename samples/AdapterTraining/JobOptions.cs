namespace AdapterTraining;

/// <summary>What the command line asks for.</summary>
internal sealed record JobOptions
{
    public required TrainingTask Task { get; init; }

    public required DirectoryInfo Data { get; init; }

    public required DirectoryInfo Out { get; init; }

    public ulong? Seed { get; init; }

    public int? Steps { get; init; }

    public string? Profile { get; init; }

    public DirectoryInfo? Export { get; init; }

    public DirectoryInfo? Checkpoints { get; init; }

    public FileInfo? Queries { get; init; }
}

/// <summary>What is trained.</summary>
internal enum TrainingTask
{
    /// <summary>A query adapter for retrieval: find the word for a definition.</summary>
    Retrieval,

    /// <summary>A table of vectors for the nodes of a graph.</summary>
    Graph,
}
