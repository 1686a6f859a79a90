using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Writes where the parameters of the slice are: <c>p = g / sqrt(first)</c>.</summary>
internal readonly struct RootQuotientRule : IUpdateRule
{
    public static int MomentCount => 1;

    public Coefficients<float> Coefficients => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T> =>
        parameter = gradient / T.Sqrt(first);

    public double LargestMove(double gradient) => double.PositiveInfinity;
}
