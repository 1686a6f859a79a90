using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Gradient descent with momentum: <c>b = keep b + take g; p -= byGradient g + byMomentum b</c>.</summary>
/// <param name="step">Number of the step, from 1; the first one takes the whole gradient.</param>
/// <param name="learningRate">The learning rate.</param>
/// <param name="momentum">The momentum.</param>
/// <param name="dampening">Share of the gradient that later steps leave out.</param>
/// <param name="nesterov">Whether to look ahead.</param>
internal readonly struct SgdMomentumRule(long step, float learningRate, float momentum, float dampening, bool nesterov) : IUpdateRule
{
    public static int MomentCount => 1;

    public Coefficients<float> Coefficients => new(
        A: step == 1 ? 0 : momentum,
        B: step == 1 ? 1 : 1 - dampening,
        C: nesterov ? -learningRate : 0,
        D: nesterov ? -learningRate * momentum : -learningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        (T keep, T take, T minusByGradient, T minusByMomentum, _, _) = coefficients;
        first = T.MultiplyAdd(keep, first, take * gradient);
        parameter = T.MultiplyAdd(minusByMomentum, first, T.MultiplyAdd(minusByGradient, gradient, parameter));
    }

    public double LargestMove(double gradient) => learningRate * gradient * (nesterov ? 1 + momentum : 1) / (1 - momentum);
}
