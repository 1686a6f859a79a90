using System.Diagnostics;
using System.Text.RegularExpressions;

namespace WebHost.BrowserTests.Support;

/// <summary>The server as an operator starts it: a process of its own, on loopback, with a folder that goes when it ends.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly bool _ownsFolder;

    private ServerProcess(Process process, string folder, bool ownsFolder) => (_process, _folder, _ownsFolder) = (process, folder, ownsFolder);

    public required string Address { get; init; }

    /// <summary>Starts a server.</summary>
    /// <param name="key">The key that it asks for; empty for none.</param>
    /// <param name="before">A server that has ended, whose address and folder are taken over.</param>
    public static async Task<ServerProcess> StartAsync(string key = "", ServerProcess? before = null)
    {
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "WebHost", configuration, "WebHost.dll"));
        string folder = before?._folder ?? Directory.CreateTempSubdirectory("webhost-").FullName;
        string[] settings = [program, "--urls", before?.Address ?? "http://127.0.0.1:0", "--WebHost:Folder", folder, "--WebHost:ApiKey", key];
        Process process = Process.Start(new ProcessStartInfo("dotnet", settings) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } found)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new ServerProcess(process, folder, before is null) { Address = found.Groups[1].Value };
            }
        }

        throw new InvalidOperationException("Expected a server that listens, but it ended.");
    }

    /// <summary>Ends it without a warning, as a power failure does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
