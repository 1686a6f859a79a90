namespace RuVector.Training.Mining;

/// <summary>All triplets of a batch, counted.</summary>
/// <param name="ValidTriplets">Number of (anchor, positive, negative), <c>sum over rows of positives times negatives</c>; pairs with a score that is not finite are left out.</param>
/// <param name="ActiveTriplets">Number of those whose negative is not yet farther than the positive by the margin.</param>
/// <param name="SumOfActive">Sum of <c>d_ap - d_an + margin</c> over the active triplets.</param>
public readonly record struct BatchAllSummary(long ValidTriplets, long ActiveTriplets, double SumOfActive)
{
    /// <summary>Gets the part of the valid triplets that is active; 0 when there is none.</summary>
    public double FractionActive => ValidTriplets == 0 ? 0 : (double)ActiveTriplets / ValidTriplets;

    /// <summary>Gets the mean of <c>d_ap - d_an + margin</c> over the active triplets; 0 when there is none.</summary>
    public double MeanOverActive => ActiveTriplets == 0 ? 0 : SumOfActive / ActiveTriplets;
}
