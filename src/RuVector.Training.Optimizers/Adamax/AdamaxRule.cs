using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Adamax with the bias correction folded into the step: <c>u = max(beta2 u, |g| + epsilon); p -= stepSize * m / u</c>.</summary>
/// <param name="beta1">Decay rate of m.</param>
/// <param name="beta2">Decay rate of u.</param>
/// <param name="stepSize"><c>lr / (1 - beta1^t)</c>.</param>
/// <param name="epsilon">What is added to the magnitude of a gradient.</param>
internal readonly struct AdamaxRule(float beta1, float beta2, double stepSize, float epsilon) : IUpdateRule
{
    private readonly float _stepSize = (float)stepSize;

    public static int MomentCount => 2;

    public Coefficients<float> Coefficients => new(beta1, 1 - beta1, beta2, epsilon, -_stepSize);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        (T keepFirst, T takeFirst, T keepSecond, T epsilon, T minusStepSize, _) = coefficients;
        T magnitude = T.Max(gradient, default(T) - gradient);
        first = T.MultiplyAdd(keepFirst, first, takeFirst * gradient);
        second = T.Max(keepSecond * second, magnitude + epsilon);
        parameter = T.MultiplyAdd(minusStepSize, first / second, parameter);
    }

    public double LargestMove(double gradient) => _stepSize * gradient / Math.Min(1, epsilon);
}
