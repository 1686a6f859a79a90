using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Adam that divides by the root of the largest v so far: the third moment.</summary>
/// <param name="adam">Adam of the same step.</param>
internal readonly struct AmsGradRule(AdamRule adam) : IUpdateRule
{
    public static int MomentCount => 3;

    public Coefficients<float> Coefficients => adam.Coefficients;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        AdamRule.Average(coefficients, gradient, ref first, ref second);
        third = T.Max(third, second);
        AdamRule.Move(coefficients, first, third, ref parameter);
    }

    public double LargestMove(double gradient) => adam.LargestMove(gradient);
}
