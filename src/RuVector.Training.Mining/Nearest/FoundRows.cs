namespace RuVector.Training.Mining;

/// <summary>What was found for some rows, hardest first; the same room for each.</summary>
/// <param name="indices">Candidates, <c>[rows, width]</c>.</param>
/// <param name="scores">Their scores, <c>[rows, width]</c>.</param>
/// <param name="counts">How many there are of each row.</param>
/// <param name="width">Room of a row.</param>
internal readonly ref struct FoundRows(Span<int> indices, Span<float> scores, Span<int> counts, int width)
{
    /// <summary>Stands for the count of a row whose candidates are still to be chosen.</summary>
    public const int Open = -1;

    public int Width => width;

    public Span<int> Indices { get; } = indices;

    public Span<float> Scores { get; } = scores;

    public Span<int> Counts { get; } = counts;

    public Span<int> IndicesOf(int row) => Indices.Slice(row * width, width);

    public Span<float> ScoresOf(int row) => Scores.Slice(row * width, width);
}
