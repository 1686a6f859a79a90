using System.Runtime.CompilerServices;

namespace RuVector.Training.Optimizers;

/// <summary>Adam with the bias corrections folded into two numbers: <c>p -= stepSize * m / (sqrt(v) + epsilon)</c>.</summary>
/// <param name="beta1">Decay rate of m.</param>
/// <param name="beta2">Decay rate of v.</param>
/// <param name="stepSize"><c>lr * sqrt(1 - beta2^t) / (1 - beta1^t)</c>.</param>
/// <param name="epsilon"><c>eps * sqrt(1 - beta2^t)</c>.</param>
internal readonly struct AdamRule(float beta1, float beta2, double stepSize, double epsilon) : IUpdateRule
{
    private readonly float _keepFirst = beta1;
    private readonly float _takeFirst = 1 - beta1;
    private readonly float _keepSecond = beta2;
    private readonly float _takeSecond = 1 - beta2;
    private readonly float _minusStepSize = (float)-stepSize;
    private readonly float _epsilon = Math.Max((float)epsilon, float.Epsilon);

    public static int MomentCount => 2;

    public double LargestMove(double gradient) => -(double)_minusStepSize * gradient / _epsilon;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update<T>(T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        Average(gradient, ref first, ref second);
        Move(first, second, ref parameter);
    }

    /// <summary>Updates m and v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Average<T>(T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>
    {
        first = T.MultiplyAdd(T.Create(_keepFirst), first, T.Create(_takeFirst) * gradient);
        second = T.MultiplyAdd(T.Create(_keepSecond), second, T.Create(_takeSecond) * gradient * gradient);
    }

    /// <summary>Moves the parameter by m over the root of v, or of a maximum of v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move<T>(T first, T second, ref T parameter)
        where T : struct, ILanes<T> =>
        parameter = T.MultiplyAdd(T.Create(_minusStepSize), first / (T.Sqrt(second) + T.Create(_epsilon)), parameter);
}
