namespace RuVector.Training.Mining;

/// <summary>The logarithm of the weight that a candidate has by its cosine with the anchor.</summary>
/// <param name="cutoff">Distance below which the weight grows no more.</param>
/// <param name="upperCutoff">Distance from which on there is no weight.</param>
/// <param name="dimension">Dimension of the embeddings.</param>
internal readonly struct InverseDensity(float cutoff, float upperCutoff, int dimension) : ILogWeight
{
    private readonly double _smallestSquare = (double)cutoff * cutoff;
    private readonly double _squareLimit = (double)upperCutoff * upperCutoff;

    /// <summary>Gets the log weight: <c>(2 - d) ln x - (d - 3)/2 ln(1 - x^2/4)</c>, with the squared distance <c>x^2 = 2 - 2 cos</c>; negative infinity for no weight.</summary>
    public double LogWeight(float cosine)
    {
        double square = Math.Max(2 - (2.0 * cosine), _smallestSquare);
        return square < _squareLimit
            ? ((2 - dimension) * 0.5 * Math.Log(square)) - ((dimension - 3) * 0.5 * Math.Log(1 - (square / 4)))
            : double.NegativeInfinity;
    }
}
