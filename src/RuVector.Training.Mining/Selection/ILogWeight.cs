namespace RuVector.Training.Mining;

/// <summary>How likely a candidate is to be drawn, as the logarithm of a weight.</summary>
internal interface ILogWeight
{
    /// <summary>Gets the logarithm of the weight of a score; negative infinity for a candidate that is never drawn.</summary>
    double LogWeight(float score);
}
