using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Schedule-free AdamW: <c>v = beta2 v + (1 - beta2) g^2; w = stepSize g / (sqrt(v) + epsilon) + decay y; y += share (z - y) + ahead w; z -= w</c>, with y the parameter, z the first moment and v the second.</summary>
/// <param name="beta2">Decay rate of v.</param>
/// <param name="stepSize"><c>lr * sqrt(1 - beta2^t)</c>.</param>
/// <param name="epsilon"><c>eps * sqrt(1 - beta2^t)</c>.</param>
/// <param name="decay">Learning rate times weight decay.</param>
/// <param name="share">Weight of this step in the average.</param>
/// <param name="beta1">How near y is to the average; ahead is <c>beta1 (1 - share) - 1</c>.</param>
internal readonly struct ScheduleFreeRule(float beta2, double stepSize, double epsilon, double decay, double share, double beta1) : IUpdateRule
{
    private readonly float _stepSize = (float)stepSize;
    private readonly float _epsilon = Math.Max((float)epsilon, float.Epsilon);
    private readonly float _decay = (float)decay;

    public static int MomentCount => 2;

    public Coefficients<float> Coefficients => new(beta2, _stepSize, _epsilon, _decay, (float)share, (float)((beta1 * (1 - share)) - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        (T keep, T stepSize, T epsilon, T decay, T share, T ahead) = coefficients;
        second = T.MultiplyAdd(keep, second, (T.Create(1) - keep) * gradient * gradient);
        T move = T.MultiplyAdd(decay, parameter, stepSize * (gradient / (T.Sqrt(second) + epsilon)));
        parameter = T.MultiplyAdd(share, first - parameter, T.MultiplyAdd(ahead, move, parameter));
        first -= move;
    }

    /// <remarks>Weight decay is bounded by the parameter, which is at most what the gradient is.</remarks>
    public double LargestMove(double gradient) => ((_stepSize / _epsilon) + _decay) * gradient;
}
