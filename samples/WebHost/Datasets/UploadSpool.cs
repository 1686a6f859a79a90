using System.IO.Pipelines;
using WebHost.Problems;
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
    /// <exception cref="ProblemException">The body is broken, or a limit is broken; says on which line.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<FileStream> ReceiveAsync(PipeReader body, CancellationToken cancellationToken)
    {
        FileStream file = new(
            Path.Combine(_folder, $"{Guid.NewGuid():N}.jsonl"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await using CancellationTokenRegistration stop = cancellationToken.Register(body.CancelPendingRead); // a read that a token ends would leave the connection in disorder
            UploadLimits limits = new(options);
            while (!await ReceivePieceAsync(body, file, limits))
            {
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

    private static async Task<bool> ReceivePieceAsync(PipeReader body, FileStream file, UploadLimits limits)
    {
        ReadResult piece = await BrokenBody.TellAsync(static body => body.ReadAsync(CancellationToken.None), body);
        try
        {
            if (piece.IsCanceled)
            {
                throw new OperationCanceledException();
            }

            foreach (ReadOnlyMemory<byte> part in piece.Buffer)
            {
                limits.Count(part.Span);
                await file.WriteAsync(part, CancellationToken.None);
            }

            return piece.IsCompleted;
        }
        finally
        {
            body.AdvanceTo(piece.Buffer.End);
        }
    }
}
