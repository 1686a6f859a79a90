using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Lion: <c>p -= lr sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g</c>, with sign(0) = 0.</summary>
/// <param name="beta1">Share of m in the direction.</param>
/// <param name="beta2">Decay rate of m.</param>
/// <param name="learningRate">The learning rate.</param>
internal readonly struct LionRule(float beta1, float beta2, float learningRate) : IUpdateRule
{
    public static int MomentCount => 1;

    public Coefficients<float> Coefficients => new(beta1, 1 - beta1, beta2, 1 - beta2, learningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        (T shareOfAverage, T shareOfGradient, T keep, T take, T learningRate, _) = coefficients;
        T zero = default;
        T direction = T.MultiplyAdd(shareOfAverage, first, shareOfGradient * gradient);
        parameter -= T.SelectLess(zero, direction, learningRate, T.SelectLess(direction, zero, zero - learningRate, zero));
        first = T.MultiplyAdd(keep, first, take * gradient);
    }

    public double LargestMove(double gradient) => learningRate;
}
