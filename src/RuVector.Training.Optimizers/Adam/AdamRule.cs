using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Adam with the bias corrections folded into two numbers: <c>p -= stepSize * m / (sqrt(v) + epsilon)</c>.</summary>
/// <param name="beta1">Decay rate of m.</param>
/// <param name="beta2">Decay rate of v.</param>
/// <param name="stepSize"><c>lr * sqrt(1 - beta2^t) / (1 - beta1^t)</c>.</param>
/// <param name="epsilon"><c>eps * sqrt(1 - beta2^t)</c>.</param>
internal readonly struct AdamRule(float beta1, float beta2, double stepSize, double epsilon) : IUpdateRule
{
    private readonly float _stepSize = (float)stepSize;
    private readonly float _epsilon = Math.Max((float)epsilon, float.Epsilon);

    public static int MomentCount => 2;

    public Coefficients<float> Coefficients => new(beta1, 1 - beta1, beta2, 1 - beta2, -_stepSize, _epsilon);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        Average(coefficients, gradient, ref first, ref second);
        Move(coefficients, first, second, ref parameter);
    }

    /// <summary>Updates m and v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Average<T>(in Coefficients<T> coefficients, T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>
    {
        (T keepFirst, T takeFirst, T keepSecond, T takeSecond, _, _) = coefficients;
        first = T.MultiplyAdd(keepFirst, first, takeFirst * gradient);
        second = T.MultiplyAdd(keepSecond, second, takeSecond * gradient * gradient);
    }

    /// <summary>Moves the parameter by m over the root of v, or of a maximum of v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<T>(in Coefficients<T> coefficients, T first, T second, ref T parameter)
        where T : struct, ILanes<T>
    {
        (_, _, _, _, T minusStepSize, T epsilon) = coefficients;
        parameter = T.MultiplyAdd(minusStepSize, first / (T.Sqrt(second) + epsilon), parameter);
    }

    public double LargestMove(double gradient) => _stepSize * gradient / _epsilon;
}
