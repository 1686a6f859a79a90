using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.GuardPages;

/// <summary>Runs the kernels beside pages that fault; a read or write outside of an operand ends the process.</summary>
/// <remarks>
/// <para><c>check</c> prints one line for the machine (<c>machine [bits of a vector] [fused|separate]</c>) and one for each family of kernels
/// (<c>[family] [runs] [worst error, as a share of what is allowed] [hash of all results]</c>). Exit code 0, or 1 with what went wrong.</para>
/// <para><c>read</c> and <c>write</c>, with <c>ahead</c> or <c>behind</c>, step over the edge by one float: they must not return.</para>
/// </remarks>
internal static class GuardCommand
{
    public static int Run(string[] arguments, TextWriter output)
    {
        switch (arguments)
        {
            case ["check"]:
                return Check(output);
            case ["read", "ahead" or "behind"]:
                output.WriteLine(GuardedFloats.ReadBeside(arguments[1] == "behind"));
                return 0;
            case ["write", "ahead" or "behind"]:
                GuardedFloats.WriteBeside(arguments[1] == "behind");
                return 0;
            default:
                output.WriteLine($"Expected check, or read or write with ahead or behind, but got '{string.Join(' ', arguments)}'.");
                return 2;
        }
    }

    private static int Check(TextWriter output)
    {
        int width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32;
        output.WriteLine($"machine {width} {(Fma.IsSupported || AdvSimd.IsSupported ? "fused" : "separate")}");
        try
        {
            ProductChecks.Run().WriteTo(output);
            RowChecks.Run().WriteTo(output);
            NearestChecks.Run().WriteTo(output);
            FunctionChecks.Run().WriteTo(output);
            OptimizerChecks.Run().WriteTo(output);
            ClippingChecks.Run().WriteTo(output);
            return 0;
        }
        catch (CheckFailedException failure)
        {
            output.WriteLine(failure.Message);
            return 1;
        }
    }
}
