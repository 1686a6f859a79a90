namespace RuVector.Training;

/// <summary>An undirected weighted edge between two rows of one matrix.</summary>
/// <param name="First">One end.</param>
/// <param name="Second">The other end.</param>
/// <param name="Weight">Weight, finite and 0 or more.</param>
public readonly record struct Edge(int First, int Second, float Weight = 1f);
