using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Gradient descent without momentum: <c>p -= lr g</c>.</summary>
internal readonly struct SgdRule(float learningRate) : IUpdateRule
{
    public static int MomentCount => 0;

    public Coefficients<float> Coefficients => new(-learningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T> =>
        parameter = T.MultiplyAdd(coefficients.A, gradient, parameter);

    public double LargestMove(double gradient) => learningRate * gradient;
}
