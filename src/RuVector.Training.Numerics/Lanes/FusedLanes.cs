using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>Whether this machine multiplies and adds with one rounding; one answer for every width.</summary>
internal static class FusedLanes
{
    /// <summary>Gets a value indicating whether it does; a constant once compiled.</summary>
    public static bool IsSupported => Fma.IsSupported || AdvSimd.IsSupported;
}
