namespace RuVector.Training.AI;

/// <summary>What tells a file from the one that has its name now, without reading it.</summary>
/// <param name="Written">When it was last written.</param>
/// <param name="Length">Bytes; -1 where no file can be opened.</param>
/// <param name="IsSettled">Whether that was longer ago than any clock of a file system ticks: of a younger file, another one of its length may bear the same time.</param>
internal sealed record FileStamp(DateTimeOffset Written, long Length, bool IsSettled)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(2);
    private static readonly FileStamp s_none = new(default, -1, true);

    /// <summary>Looks at the file that a path leads to, links followed.</summary>
    public static FileStamp Of(string path, TimeProvider time)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            DateTimeOffset written = File.GetLastWriteTimeUtc(file.SafeFileHandle);
            return new(written, file.Length, time.GetUtcNow() - written > s_tick);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return s_none;
        }
    }
}
