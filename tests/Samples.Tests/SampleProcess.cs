using System.Diagnostics;
using System.Globalization;

namespace Samples.Tests;

/// <summary>A sample as its users start it: a process of its own, settings in the environment.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task<string> _error;

    public SampleProcess(string sample, params string[] environment)
    {
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", sample, configuration, $"{sample}.dll"));
        ProcessStartInfo start = new("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string assignment in environment)
        {
            int end = assignment.IndexOf('=');
            start.Environment[assignment[..end]] = assignment[(end + 1)..];
        }

        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Reads what it writes until a line holds a text.</summary>
    /// <returns>The line.</returns>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new AssertionException($"Expected a line with '{text}', but got:\n{string.Join('\n', _lines)}\n{await _error}");
    }

    /// <summary>Asks it to end, as a service manager does; nothing where it already has.</summary>
    public void Terminate()
    {
        if (!_process.HasExited)
        {
            using Process kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!;
            kill.WaitForExit();
        }
    }

    /// <summary>Reads to the end.</summary>
    public async Task<SampleResult> EndAsync()
    {
        string rest = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return new(_process.ExitCode, string.Join('\n', [.. _lines, rest]), (await _error).TrimEnd());
    }

    public static async Task<SampleResult> RunAsync(string sample, params string[] environment)
    {
        using SampleProcess process = new(sample, environment);
        return await process.EndAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}

/// <summary>What a sample left when it ended.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Error);
