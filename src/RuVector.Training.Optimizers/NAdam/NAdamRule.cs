using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>NAdam with the bias corrections folded into three numbers: <c>p -= (byGradient g + byAverage m) / (sqrt(v) + epsilon)</c>.</summary>
/// <param name="beta1">Decay rate of m.</param>
/// <param name="beta2">Decay rate of v.</param>
/// <param name="byGradient"><c>lr * sqrt(1 - beta2^t)</c> times the corrected share of the gradient.</param>
/// <param name="byAverage"><c>lr * sqrt(1 - beta2^t)</c> times the corrected momentum of the next step.</param>
/// <param name="epsilon"><c>eps * sqrt(1 - beta2^t)</c>.</param>
internal readonly struct NAdamRule(float beta1, float beta2, double byGradient, double byAverage, double epsilon) : IUpdateRule
{
    private readonly float _byGradient = (float)byGradient;
    private readonly float _byAverage = (float)byAverage;
    private readonly float _epsilon = Math.Max((float)epsilon, float.Epsilon);

    public static int MomentCount => 2;

    public Coefficients<float> Coefficients => new(1 - beta1, beta2, 1 - beta2, -_byGradient, -_byAverage, _epsilon);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        (T takeFirst, T keepSecond, T takeSecond, T minusByGradient, T minusByAverage, T epsilon) = coefficients;
        first = T.MultiplyAdd(takeFirst, gradient - first, first);
        second = T.MultiplyAdd(keepSecond, second, takeSecond * gradient * gradient);
        parameter += T.MultiplyAdd(minusByAverage, first, minusByGradient * gradient) / (T.Sqrt(second) + epsilon);
    }

    public double LargestMove(double gradient) => ((double)_byGradient + _byAverage) * gradient / Math.Min(1, _epsilon);
}
