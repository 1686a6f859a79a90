using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>A process that saves and loads checkpoints as it is told; see <see cref="CheckpointProcess.CheckpointCommands"/>.</summary>
internal sealed class CheckpointChild : IDisposable
{
    private readonly Process _process;
    private bool _isDisposed;

    /// <summary>Starts the process.</summary>
    /// <param name="before">A program, with arguments, that starts it in its turn.</param>
    public CheckpointChild(params string[] before)
    {
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "RuVector.Training.CheckpointProcess.dll");
        string[] words = [.. before, host, program];
        _process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Tells it something and waits for the answer; empty where it has died.</summary>
    public string Ask(string line)
    {
        Tell(line);
        return ReadLine() ?? "";
    }

    public void Tell(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has died; there will be no answer.
        }
    }

    /// <summary>Its next line; <see langword="null"/> where it has died and said all.</summary>
    public string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Lets it end by itself.</summary>
    public void Finish()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
    }
}
