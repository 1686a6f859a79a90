using System.Runtime.CompilerServices;

namespace RuVector.Training.Optimizers;

/// <summary>Adam that divides by the root of the largest v so far: the third moment.</summary>
/// <param name="adam">Adam of the same step.</param>
internal readonly struct AmsGradRule(AdamRule adam) : IUpdateRule
{
    private readonly AdamRule _adam = adam;

    public static int MomentCount => 3;

    public double LargestMove(double gradient) => _adam.LargestMove(gradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update<T>(T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>
    {
        _adam.Average(gradient, ref first, ref second);
        third = T.Max(third, second);
        _adam.Move(first, third, ref parameter);
    }
}
