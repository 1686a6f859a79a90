namespace RuVector.Training.Files;

/// <summary>Writes files so that their path holds the whole old content or the whole new one, never a part, through kills and power loss.</summary>
/// <remarks>
/// <para>The content goes to a temporary file in the same folder, is pushed to the disk, and takes the place of the old file by a rename, which is pushed to the disk too.</para>
/// <para>Thread safe; of two concurrent writers of one path, the last one to finish wins whole.</para>
/// </remarks>
public static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes a file.</summary>
    /// <typeparam name="TState">Type of what is written; a span or a matrix view will do.</typeparam>
    /// <param name="path">Path of the file; its folder exists. An existing file is replaced.</param>
    /// <param name="state">What <paramref name="write"/> writes.</param>
    /// <param name="write">Writes the content. What it throws comes through, except that errors of the file system get the path.</param>
    /// <exception cref="IOException">The file could not be written: the old one is untouched, unless the new one stands in its place and only the flush of the folder failed. No temporary file is left.</exception>
    public static void Write<TState>(string path, TState state, Action<Stream, TState> write)
        where TState : allows ref struct => Write(path, state, write, check: null);

    // As above; the check gets the path of the temporary file after it has been pushed to the disk. What it throws comes through, and the old file stays.
    internal static void Write<TState>(string path, TState state, Action<Stream, TState> write, Action<string, TState>? check)
        where TState : allows ref struct
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream, state);
                DurableStorage.FlushFile(stream);
            }

            check?.Invoke(temporary, state);
            File.Move(temporary, target, overwrite: true);
            DurableStorage.FlushDirectory(Path.GetDirectoryName(target)!);
        }
        catch (Exception e)
        {
            Remove(temporary);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"Expected to write '{path}', but the file system refused: {e.Message}", e);
            }

            throw;
        }
    }

    // A failure to clean up must not hide the failure that is being reported.
    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
