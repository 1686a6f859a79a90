using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>A move by an average of moves: <c>first = beta1 first + (1 - beta1) rate g; p -= first</c>.</summary>
/// <param name="beta1">Decay rate of the average.</param>
/// <param name="rate">Length of a move.</param>
/// <param name="moves">Whether the parameter moves at all.</param>
internal readonly struct AverageMoveRule(float beta1, float rate, bool moves) : IUpdateRule
{
    private readonly float _take = (1 - beta1) * rate;

    public static int MomentCount => 1;

    public Coefficients<float> Coefficients => new(beta1, _take, moves ? -1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        (T keep, T take, T minusMoves, _, _, _) = coefficients;
        first = T.MultiplyAdd(keep, first, take * gradient);
        parameter = T.MultiplyAdd(minusMoves, first, parameter);
    }

    public double LargestMove(double gradient) => _take * gradient / (1 - beta1);
}
