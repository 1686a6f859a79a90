using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>A step of RAdam while v is of too few gradients to divide by: <c>p -= stepSize * m</c>; v is kept up all the same.</summary>
/// <param name="beta1">Decay rate of m.</param>
/// <param name="beta2">Decay rate of v.</param>
/// <param name="stepSize"><c>lr / (1 - beta1^t)</c>.</param>
internal readonly struct UnrectifiedRule(float beta1, float beta2, double stepSize) : IUpdateRule
{
    private readonly float _stepSize = (float)stepSize;

    public static int MomentCount => 2;

    public Coefficients<float> Coefficients => new(beta1, 1 - beta1, beta2, 1 - beta2, -_stepSize);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        AdamRule.Average(coefficients, gradient, ref first, ref second);
        parameter = T.MultiplyAdd(coefficients.E, first, parameter);
    }

    public double LargestMove(double gradient) => _stepSize * gradient;
}
