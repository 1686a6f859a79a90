using System.ComponentModel;
using System.Diagnostics;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>Programs of the system that a test needs, and where they are not there or not allowed, the reason to leave it out.</summary>
internal static class SystemTools
{
    private static readonly Lazy<bool> _strace = new(static () => Succeeds("strace", "-f", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"));
    private static readonly Lazy<bool> _mounts = new(static () => Succeeds("unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=1m", "ruvector", "/mnt"));

    public static void RequireStrace()
    {
        if (!_strace.Value)
        {
            Assert.Ignore("Needs Linux, strace and the right to trace: apt-get install strace.");
        }
    }

    public static void RequireMounts()
    {
        if (!_mounts.Value)
        {
            Assert.Ignore("Needs Linux, unshare and root, to mount a small disk where nobody else sees it.");
        }
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
