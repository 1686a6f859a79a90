namespace RuVector.Training.Losses;

/// <summary>Makes the cosine of an embedding and its own class smaller.</summary>
internal interface ICosineMargin
{
    /// <summary>Gets what stands for a cosine.</summary>
    /// <param name="cosine">The cosine.</param>
    /// <param name="slope">The derivative by it.</param>
    double Of(double cosine, out double slope);
}
