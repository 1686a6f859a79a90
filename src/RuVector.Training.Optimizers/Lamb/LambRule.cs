using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>The direction of LAMB, over the bias corrections of Adam: <c>third = m / (sqrt(v) + epsilon) + decay p</c>. Updates m and v, not the parameter.</summary>
/// <param name="beta1">Decay rate of m.</param>
/// <param name="beta2">Decay rate of v.</param>
/// <param name="epsilon"><c>eps * sqrt(1 - beta2^t)</c>.</param>
/// <param name="decay">The weight decay over the bias corrections.</param>
internal readonly struct LambRule(float beta1, float beta2, double epsilon, double decay) : IUpdateRule
{
    private readonly float _epsilon = Math.Max((float)epsilon, float.Epsilon);
    private readonly float _decay = (float)decay;

    public static int MomentCount => 3;

    public Coefficients<float> Coefficients => new(beta1, 1 - beta1, beta2, 1 - beta2, _epsilon, _decay);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        AdamRule.Average(coefficients, gradient, ref first, ref second);
        (_, _, _, _, T epsilon, T decay) = coefficients;
        third = T.MultiplyAdd(decay, parameter, first / (T.Sqrt(second) + epsilon));
    }

    public double LargestMove(double gradient) => 0;

    /// <summary>Bounds the direction.</summary>
    /// <param name="magnitude">A bound of every gradient up to this step, and of every parameter.</param>
    public double LargestDirection(double magnitude) => (magnitude / _epsilon) + (_decay * magnitude);
}
