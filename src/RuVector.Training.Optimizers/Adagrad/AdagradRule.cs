using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Adagrad: <c>s += g^2; p -= stepSize * g / (sqrt(s) + epsilon)</c>.</summary>
/// <param name="stepSize">The learning rate of the step.</param>
/// <param name="epsilon">What is added to the root.</param>
/// <param name="hasLargeSums">Whether a sum may overflow though no gradient is large.</param>
internal readonly struct AdagradRule(double stepSize, float epsilon, bool hasLargeSums) : IUpdateRule
{
    private readonly float _stepSize = (float)stepSize;

    public static int MomentCount => 1;

    public Coefficients<float> Coefficients => new(-_stepSize, epsilon);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        first = T.MultiplyAdd(gradient, gradient, first);
        parameter = T.MultiplyAdd(coefficients.A, gradient / (T.Sqrt(first) + coefficients.B), parameter);
    }

    public double LargestMove(double gradient) => hasLargeSums ? double.PositiveInfinity : _stepSize * gradient / Math.Min(1, epsilon);
}
