using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics.Tests;

/// <summary>A run of the guard page program: kernels beside pages that fault, in a process that may die of it.</summary>
internal sealed record GuardProcess(int ExitCode, string Output, string Errors)
{
    /// <summary>Gets the bits of the widest vector that the process computed with.</summary>
    public int VectorBits => int.Parse(Line("machine")[1], CultureInfo.InvariantCulture);

    /// <summary>Gets <c>fused</c> or <c>separate</c>: how the process rounds a product that is added to something.</summary>
    public string Rounding => Line("machine")[2];

    public long RunsOf(string family) => long.Parse(Line(family)[1], CultureInfo.InvariantCulture);

    /// <summary>The worst error, as a share of what is allowed.</summary>
    public double WorstErrorOf(string family) => double.Parse(Line(family)[2], CultureInfo.InvariantCulture);

    /// <summary>A hash of all results.</summary>
    public string BitsOf(string family) => Line(family)[3];

    /// <summary>Runs the program to its end on the runtime of this process.</summary>
    /// <param name="switchedOff">A runtime setting that is set to 0, or nothing.</param>
    /// <param name="arguments">Arguments of the program.</param>
    public static async Task<GuardProcess> RunAsync(string switchedOff, params string[] arguments)
    {
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "RuVector.Training.GuardPages.dll");
        ProcessStartInfo start = new(host, [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (switchedOff.Length > 0)
        {
            start.Environment[switchedOff] = "0";
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new GuardProcess(process.ExitCode, await output, await errors);
    }

    private string[] Line(string first) =>
        Output.Split('\n').FirstOrDefault(line => line.StartsWith($"{first} ", StringComparison.Ordinal))?.Split(' ')
        ?? throw new AssertionException($"Expected a line of {first}, but got: {Output}{Errors}");
}
