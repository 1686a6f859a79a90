using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>An exponential average: <c>x = keep x + (1 - keep) value</c>. The average is in the place of the parameters, the values in that of the gradients.</summary>
/// <param name="keep">The share of the average before.</param>
internal readonly struct EmaRule(float keep) : IUpdateRule
{
    public static int MomentCount => 0;

    public Coefficients<float> Coefficients => new(keep, 1 - keep);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T> =>
        parameter = T.MultiplyAdd(coefficients.A, parameter, coefficients.B * gradient);

    public double LargestMove(double gradient) => gradient;
}
