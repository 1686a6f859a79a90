using System.Runtime.CompilerServices;

namespace RuVector.Training.Optimizers;

/// <summary>Gradient descent without momentum: <c>p -= lr g</c>.</summary>
internal readonly struct SgdRule(float learningRate) : IUpdateRule
{
    private readonly float _learningRate = learningRate;

    public static int MomentCount => 0;

    public double LargestMove(double gradient) => _learningRate * gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update<T>(T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T> =>
        parameter = T.MultiplyAdd(T.Create(-_learningRate), gradient, parameter);
}
