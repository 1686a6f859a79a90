using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>An average of squared gradients: <c>first = (1 - take) first + take (g^2 + epsilon)</c>. The parameter stays.</summary>
internal readonly struct SquareAverageRule(double take, float epsilon) : IUpdateRule
{
    public static int MomentCount => 1;

    public Coefficients<float> Coefficients => new((float)(1 - take), (float)take, epsilon);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        (T keep, T take, T epsilon, _, _, _) = coefficients;
        first = T.MultiplyAdd(keep, first, take * T.MultiplyAdd(gradient, gradient, epsilon));
    }

    public double LargestMove(double gradient) => 0;
}
