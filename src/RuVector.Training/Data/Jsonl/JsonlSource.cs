namespace RuVector.Training.Data;

/// <summary>Where lines come from and how they are read.</summary>
internal readonly record struct JsonlSource(Stream Stream, string Name, JsonlOptions Options, CancellationToken CancellationToken);
