using System.Diagnostics;
using System.Globalization;
using RuVector.Training.Runs;

namespace RuVector.Training.Tests.Trainer;

/// <summary>A scenario in a process of its own, which is killed.</summary>
internal static class KilledRun
{
    /// <summary>Starts the process and kills it after so many lines of its output and some milliseconds more.</summary>
    /// <returns>Whether it was killed; otherwise it had ended by itself, without an error.</returns>
    public static bool Live(Scenario scenario, string folder, int threads, int lines, int milliseconds)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", Path.Combine(TestContext.CurrentContext.TestDirectory, "RuVector.Training.Runs.dll"), scenario.Name, folder, threads.ToString(CultureInfo.InvariantCulture) },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        for (int line = 0; line < lines && process.StandardOutput.ReadLine() is not null; line++)
        {
        }

        if (process.WaitForExit(milliseconds))
        {
            process.ExitCode.ShouldBe(0, errors.Result);
            return false;
        }

        process.Kill();
        process.WaitForExit();
        errors.Result.ShouldBeEmpty();
        return process.ExitCode != 0;
    }
}
