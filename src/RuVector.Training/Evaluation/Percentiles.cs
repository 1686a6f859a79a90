using System.Numerics;

namespace RuVector.Training.Evaluation;

/// <summary>Percentiles, linearly interpolated between neighbours.</summary>
internal static class Percentiles
{
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">In [0, 1].</param>
    public static double Of<T>(IReadOnlyList<T> sorted, double share)
        where T : INumber<T>
    {
        double position = share * (sorted.Count - 1);
        int below = (int)position;
        double low = double.CreateChecked(sorted[below]);
        double high = double.CreateChecked(sorted[Math.Min(below + 1, sorted.Count - 1)]);
        return low + ((position - below) * (high - low));
    }
}
