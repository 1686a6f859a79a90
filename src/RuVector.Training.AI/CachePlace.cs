namespace RuVector.Training.AI;

/// <summary>Where a record is in the file.</summary>
internal readonly record struct CachePlace(long Offset, int Size);
