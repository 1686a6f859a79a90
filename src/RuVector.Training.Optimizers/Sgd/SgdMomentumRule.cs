using System.Runtime.CompilerServices;

namespace RuVector.Training.Optimizers;

/// <summary>Gradient descent with momentum: <c>b = keep b + take g; p -= byGradient g + byMomentum b</c>.</summary>
internal readonly struct SgdMomentumRule : IUpdateRule
{
    private readonly float _keep;
    private readonly float _take;
    private readonly float _byGradient;
    private readonly float _byMomentum;
    private readonly float _momentum;

    /// <summary>Creates the rule of a step, counted from 1; the first one takes the whole gradient.</summary>
    public SgdMomentumRule(long step, float learningRate, float momentum, float dampening, bool nesterov)
    {
        _momentum = momentum;
        (_keep, _take) = step == 1 ? (0, 1) : (momentum, 1 - dampening);
        (_byGradient, _byMomentum) = nesterov ? (learningRate, learningRate * momentum) : (0, learningRate);
    }

    public static int MomentCount => 1;

    public double LargestMove(double gradient) => (_byGradient + _byMomentum) * gradient / (1 - _momentum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update<T>(T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        first = T.MultiplyAdd(T.Create(_keep), first, T.Create(_take) * gradient);
        parameter = T.MultiplyAdd(T.Create(-_byMomentum), first, T.MultiplyAdd(T.Create(-_byGradient), gradient, parameter));
    }
}
