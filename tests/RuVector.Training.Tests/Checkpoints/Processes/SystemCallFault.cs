using System.Diagnostics;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>Makes a system call of a running process fail, or kills the process at it.</summary>
internal sealed class SystemCallFault : IDisposable
{
    private const int MostMilliseconds = 5000;

    private readonly TemporaryFolder _folder = new();
    private readonly Process _strace;

    /// <summary>Attaches to a process.</summary>
    /// <param name="process">Its id.</param>
    /// <param name="call">The system call, as strace names it.</param>
    /// <param name="fault">What happens, as strace names it: <c>error=EIO</c>, <c>signal=KILL</c>.</param>
    /// <param name="occurrence">At which call of a thread from now on, from 1.</param>
    public SystemCallFault(int process, string call, string fault, int occurrence)
    {
        _strace = Process.Start(new ProcessStartInfo("strace", ["-f", "-p", $"{process}", "-o", Log, "-e", $"trace={call}", "-e", $"inject={call}:{fault}:when={occurrence}"]) { RedirectStandardError = true })!;
        while (_strace.StandardError.ReadLine() is { } line && !line.Contains("attached", StringComparison.Ordinal))
        {
        }
    }

    private string Log => _folder.File("log");

    /// <summary>Detaches; tells whether the fault happened to a process that lives on.</summary>
    public bool End()
    {
        if (!_strace.HasExited)
        {
            using Process interrupt = Process.Start(new ProcessStartInfo("kill", ["-INT", $"{_strace.Id}"]) { RedirectStandardError = true })!;
            interrupt.WaitForExit();
        }

        // strace may wait for ever for a process that died while it let go of it; killed, it lets go as well.
        if (!_strace.WaitForExit(MostMilliseconds))
        {
            _strace.Kill();
            _strace.WaitForExit();
        }

        return File.ReadAllText(Log).Contains("INJECTED", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (!_strace.HasExited)
        {
            _strace.Kill();
        }

        _strace.WaitForExit();
        _strace.Dispose();
        _folder.Dispose();
    }
}
