using System.Runtime.Intrinsics;

namespace RuVector.Training.Benchmarks;

/// <summary>Arithmetic that stays in registers, as wide as the engine would choose.</summary>
/// <param name="workPerLane">What one lane does in a run, in the unit of the kernels that are held against it.</param>
internal abstract class RegisterPeak(double workPerLane) : Limit
{
    private static float s_result;

    public override double Work(int parts) => workPerLane * Lanes * parts;

    public override void Run(int part, int parts) => s_result = Vector512.IsHardwareAccelerated ? Run<Wide512>() : Vector256.IsHardwareAccelerated ? Run<Wide256>() : Run<Wide128>();

    /// <summary>Does the work with one width; the result is returned so that nothing is left out.</summary>
    protected abstract float Run<T>()
        where T : struct, IWide<T>;

    private static int Lanes => Vector512.IsHardwareAccelerated ? Wide512.Count : Vector256.IsHardwareAccelerated ? Wide256.Count : Wide128.Count;
}
