namespace RuVector.Training.Losses;

/// <summary><c>cos(theta) - m</c>.</summary>
/// <param name="margin">m.</param>
internal readonly struct SubtractedMargin(double margin) : ICosineMargin
{
    public double Of(double cosine, out double slope)
    {
        slope = 1;
        return cosine - margin;
    }
}
