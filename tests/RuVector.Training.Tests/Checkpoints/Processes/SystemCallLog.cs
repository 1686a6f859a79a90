using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>What a process did to the files of a folder, in order: read from what strace wrote of the real system calls.</summary>
internal static partial class SystemCallLog
{
    public const string Calls = "openat,pwrite64,write,fsync,rename,renameat,renameat2,unlink,unlinkat";

    /// <summary>The operations on a folder, and the lines that the process acknowledged.</summary>
    public static IReadOnlyList<StorageOperation> Read(string log, string folder)
    {
        Dictionary<string, string> unfinished = [];
        List<StorageOperation> operations = [];
        foreach (string line in File.ReadLines(log))
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            (string thread, string call) = (line[..space], line[space..].Trim());
            if (call.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                unfinished[thread] = call[..^"<unfinished ...>".Length].TrimEnd();
                continue;
            }

            if (Resumed().Match(call) is { Success: true } resumed)
            {
                call = unfinished[thread] + call[resumed.Length..];
            }

            if (Parse(call, folder) is { } operation)
            {
                operations.Add(operation);
            }
        }

        return operations;
    }

    private static StorageOperation? Parse(string call, string folder)
    {
        if (Create().Match(call) is { Success: true } create && Inside(Text(create.Groups[1].Value), folder) is { } created)
        {
            return new(StorageAction.Create, created);
        }

        if (Write().Match(call) is { Success: true } write && Inside(Text(write.Groups[1].Value), folder) is { } written)
        {
            return new(StorageAction.Write, written) { Content = Bytes(write.Groups[2].Value), Position = long.Parse(write.Groups[3].Value, CultureInfo.InvariantCulture) };
        }

        if (Flush().Match(call) is { Success: true } flush)
        {
            string path = Text(flush.Groups[1].Value);
            return path == folder ? new(StorageAction.FlushFolder, "") : Inside(path, folder) is { } flushed ? new(StorageAction.FlushFile, flushed) : null;
        }

        if (Rename().Match(call) is { Success: true } rename && Inside(Text(rename.Groups[1].Value), folder) is { } from)
        {
            return new(StorageAction.Rename, from) { Target = Inside(Text(rename.Groups[2].Value), folder)! };
        }

        if (Unlink().Match(call) is { Success: true } unlink && Inside(Text(unlink.Groups[1].Value), folder) is { } removed)
        {
            return new(StorageAction.Remove, removed);
        }

        return Said().Match(call) is { Success: true } said && Text(said.Groups[1].Value) is var text && text.StartsWith("saved ", StringComparison.Ordinal)
            ? new(StorageAction.Acknowledge, "") { Position = long.Parse(text[6..], CultureInfo.InvariantCulture) }
            : null;
    }

    private static string? Inside(string path, string folder) =>
        path.StartsWith(folder + "/checkpoint-", StringComparison.Ordinal) ? path[(folder.Length + 1)..] : null;

    // strace -xx: every byte as \xNN.
    private static byte[] Bytes(string text) => Convert.FromHexString(text.Replace("\\x", "", StringComparison.Ordinal));

    private static string Text(string text) => Encoding.UTF8.GetString(Bytes(text));

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>,? ?")]
    private static partial Regex Resumed();

    [GeneratedRegex("""^openat\(AT_FDCWD(?:<[^>]*>)?, "([^"]*)", [A-Z_|]*O_CREAT[A-Z_|]*, 0\d+\) += \d""")]
    private static partial Regex Create();

    [GeneratedRegex("""^pwrite64\(\d+<([^>]*)>, "([^"]*)", \d+, (\d+)\) += \d""")]
    private static partial Regex Write();

    [GeneratedRegex(@"^fsync\(\d+<([^>]*)>\) += 0")]
    private static partial Regex Flush();

    [GeneratedRegex("""^rename\("([^"]*)", "([^"]*)"\) += 0""")]
    private static partial Regex Rename();

    [GeneratedRegex("""^unlink\("([^"]*)"\) += 0""")]
    private static partial Regex Unlink();

    [GeneratedRegex("""^write\(\d+<[^>]*>, "([^"]*)", \d+\) += \d""")]
    private static partial Regex Said();
}

internal enum StorageAction
{
    Create,
    Write,
    FlushFile,
    Rename,
    Remove,
    FlushFolder,
    Acknowledge,
}

/// <summary>One operation; the position is that of a write, or the step that is acknowledged.</summary>
internal sealed record StorageOperation(StorageAction Action, string Name)
{
    public string Target { get; init; } = "";

    public byte[] Content { get; init; } = [];

    public long Position { get; init; }
}
