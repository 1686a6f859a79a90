using System.Diagnostics;

namespace RuVector.Training.Benchmarks;

/// <summary>Another process that is asked by lines and answers by lines; ends with its owner.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(ProcessStartInfo start) => _process = Process.Start(start) ?? throw new InvalidOperationException($"Expected {start.FileName} to start, but it did not.");

    /// <summary>Starts this program again.</summary>
    public static ChildProcess Self(params string[] arguments) => Self(arguments, new Dictionary<string, string?>());

    /// <inheritdoc cref="Start"/>
    public static ChildProcess Self(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("Expected to know this program's own path, but the system does not tell.");
        return Start(program, arguments, environment);
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables on top of ours; null takes one away.</param>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(start);
    }

    /// <summary>Asks and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return ReadLine();
    }

    /// <summary>Waits for a line.</summary>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public string ReadLine() =>
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"Expected an answer of {_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}, but it ended.");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
    }
}
