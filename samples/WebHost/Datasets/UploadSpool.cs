using WebHost.Settings;

namespace WebHost.Datasets;

/// <summary>Receives uploads into files of their own that are gone when they are closed, in a folder that is emptied at every start.</summary>
internal sealed class UploadSpool(WebHostOptions options)
{
    private const int BufferSize = 1 << 16;

    private readonly string _folder = Path.Combine(Path.GetFullPath(options.Folder), "uploads");

    public void Open()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        Directory.CreateDirectory(_folder);
    }

    /// <summary>Reads a body to its end, and not a byte further than a limit allows.</summary>
    /// <returns>The file, at its start.</returns>
    /// <exception cref="Problems.ProblemException">A limit is broken; says on which line.</exception>
    public async Task<FileStream> ReceiveAsync(Stream body, CancellationToken cancellationToken)
    {
        FileStream file = new(
            Path.Combine(_folder, $"{Guid.NewGuid():N}.jsonl"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            UploadLimits limits = new(options);
            byte[] buffer = new byte[BufferSize];
            while (await body.ReadAsync(buffer, cancellationToken) is > 0 and int read)
            {
                limits.Count(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
