using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>RMSprop that divides by the root of the variance, with momentum: the third moment.</summary>
/// <param name="rule">RMSprop of the same step.</param>
internal readonly struct CenteredRmsPropMomentumRule(RmsPropRule rule) : IUpdateRule
{
    public static int MomentCount => 3;

    public Coefficients<float> Coefficients => rule.Coefficients;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T> =>
        RmsPropRule.Move(coefficients, RmsPropRule.CenteredDirection(coefficients, gradient, ref first, ref second), ref third, ref parameter);

    public double LargestMove(double gradient) => rule.LargestMove(gradient);
}
