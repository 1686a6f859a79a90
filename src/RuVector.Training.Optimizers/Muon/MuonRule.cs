using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>The average gradient and the direction that follows from it: <c>first = momentum first + (1 - momentum) g; second = scale (momentum first + (1 - momentum) g)</c>, without Nesterov <c>scale first</c>. The parameter stays.</summary>
/// <param name="momentum">Decay rate of the average.</param>
/// <param name="nesterov">Whether to average the gradient in once more.</param>
/// <param name="scale">Factor of the direction.</param>
internal readonly struct MuonRule(float momentum, bool nesterov, float scale) : IUpdateRule
{
    public static int MomentCount => 2;

    public Coefficients<float> Coefficients => new(
        A: momentum,
        B: 1 - momentum,
        C: nesterov ? scale * momentum : scale,
        D: nesterov ? scale * (1 - momentum) : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        (T keep, T take, T ofAverage, T ofGradient, _, _) = coefficients;
        first = T.MultiplyAdd(keep, first, take * gradient);
        second = T.MultiplyAdd(ofAverage, first, ofGradient * gradient);
    }

    public double LargestMove(double gradient) => 0;
}
