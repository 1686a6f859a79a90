using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>RMSprop: <c>v = alpha v + (1 - alpha) g^2; p -= lr g / (sqrt(v) + epsilon)</c>. The rules with momentum and with centring are made of its parts.</summary>
/// <param name="alpha">Decay rate of the averages.</param>
/// <param name="epsilon">What is added to the root.</param>
/// <param name="learningRate">The learning rate.</param>
/// <param name="momentum">The momentum, for the rules that have one.</param>
internal readonly struct RmsPropRule(float alpha, float epsilon, float learningRate, float momentum) : IUpdateRule
{
    public static int MomentCount => 1;

    public Coefficients<float> Coefficients => new(alpha, 1 - alpha, epsilon, -learningRate, momentum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T> =>
        parameter = T.MultiplyAdd(coefficients.D, Direction(coefficients, gradient, ref first), parameter);

    /// <summary>Updates the average square and divides the gradient by its root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Direction<T>(in Coefficients<T> coefficients, T gradient, ref T square)
        where T : struct, ILanes<T>
    {
        (T keep, T take, T epsilon, _, _, _) = coefficients;
        square = T.MultiplyAdd(keep, square, take * gradient * gradient);
        return gradient / (T.Sqrt(square) + epsilon);
    }

    /// <summary>Updates the averages and divides the gradient by the root of its variance; rounding can take the variance below 0, where it counts as 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CenteredDirection<T>(in Coefficients<T> coefficients, T gradient, ref T square, ref T average)
        where T : struct, ILanes<T>
    {
        (T keep, T take, T epsilon, _, _, _) = coefficients;
        T zero = default;
        square = T.MultiplyAdd(keep, square, take * gradient * gradient);
        average = T.MultiplyAdd(keep, average, take * gradient);
        T variance = T.MultiplyAdd(zero - average, average, square);
        return gradient / (T.Sqrt(T.SelectLess(zero, variance, variance, zero)) + epsilon);
    }

    /// <summary>Updates the momentum and moves the parameter by it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<T>(in Coefficients<T> coefficients, T direction, ref T momentum, ref T parameter)
        where T : struct, ILanes<T>
    {
        (_, _, _, T minusLearningRate, T keep, _) = coefficients;
        momentum = T.MultiplyAdd(keep, momentum, direction);
        parameter = T.MultiplyAdd(minusLearningRate, momentum, parameter);
    }

    /// <summary>Bounds the momentum too, which does not know the learning rate.</summary>
    public double LargestMove(double gradient) => Math.Max(1.0, learningRate) * gradient / Math.Min(1, epsilon) / (1 - momentum);
}
