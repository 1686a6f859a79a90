namespace RuVector.Training.Mining;

/// <summary>What a search finds for some rows.</summary>
/// <param name="indices">Candidates, hardest first, <c>[rows, width]</c>.</param>
/// <param name="scores">Their scores, <c>[rows, width]</c>.</param>
/// <param name="counts">How many there are of each row.</param>
/// <param name="positives">Closeness of each row's farthest positive; NaN when there is none, or none is needed.</param>
/// <param name="width">Room of a row.</param>
internal readonly ref struct FoundRows(Span<int> indices, Span<float> scores, Span<int> counts, Span<double> positives, int width)
{
    public Span<int> Indices { get; } = indices;

    public Span<float> Scores { get; } = scores;

    public Span<int> Counts { get; } = counts;

    public Span<double> Positives { get; } = positives;

    /// <summary>The first rows alone.</summary>
    public FoundRows Take(int rows) => new(Indices[..(rows * width)], Scores[..(rows * width)], Counts[..rows], Positives[..rows], width);

    public Span<int> IndicesOf(int row) => Indices.Slice(row * width, Counts[row]);

    public Span<float> ScoresOf(int row) => Scores.Slice(row * width, Counts[row]);
}
