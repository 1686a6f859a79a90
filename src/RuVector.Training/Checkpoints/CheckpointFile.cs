using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>Checkpoints as single files in the safetensors format, with a digest for every tensor and one for the header.</summary>
/// <remarks>
/// <para>Written whole or not at all, through kills and power loss. The reader is strict: sizes, names, types, ranges, holes, overlaps and duplicate keys are checked before what they declare is allocated;
/// every changed bit, cut and swap is found. Other safetensors readers read the tensors; see <c>docs/checkpoints.md</c>.</para>
/// <para>Thread safe.</para>
/// </remarks>
public static class CheckpointFile
{
    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">Path of the file; its folder exists. An existing file is replaced.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="options">Limits and key; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The checkpoint or the options are beyond a limit; nothing was written.</exception>
    /// <exception cref="CheckpointException">A value is not finite and <see cref="CheckpointFileOptions.AllowNonFinite"/> is not set: nothing was written. Or the file system refused
    /// (<see cref="CheckpointError.StorageFailed"/>): the old file is untouched, unless the new one stands whole in its place and only the flush of the folder failed.</exception>
    public static void Write(string path, Checkpoint checkpoint, CheckpointFileOptions? options = null) => Write(path, checkpoint, options ?? CheckpointFileOptions.Default, verify: false);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">Limits and key; <see langword="null"/> for the defaults.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="CheckpointException">The file cannot be read, breaks a rule, or is not the one that was written; the code says which, and the tensor is named.</exception>
    public static Checkpoint Read(string path, CheckpointFileOptions? options = null) =>
        FromFile(path, options, static (stream, file, options) => new CheckpointReader(stream, file, options).ReadAll(options.AllowNonFinite));

    /// <summary>Reads a stream from its position to its end.</summary>
    /// <param name="stream">A stream of known length.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="options">Limits and key; <see langword="null"/> for the defaults.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="ArgumentException">The stream does not know its length.</exception>
    /// <exception cref="CheckpointException">As in <see cref="Read(string, CheckpointFileOptions?)"/>.</exception>
    public static Checkpoint Read(Stream stream, string name, CheckpointFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return stream.CanSeek
            ? Guarded(name, (stream, options: options ?? CheckpointFileOptions.Default), static (name, state) => new CheckpointReader(state.stream, name, state.options).ReadAll(state.options.AllowNonFinite))
            : throw new ArgumentException("Expected a stream of known length, but it cannot seek.", nameof(stream));
    }

    /// <summary>Reads and checks the header of a file; the tensors are not read.</summary>
    /// <inheritdoc cref="Read(string, CheckpointFileOptions?)"/>
    /// <returns>What the header says.</returns>
    public static CheckpointInfo ReadInfo(string path, CheckpointFileOptions? options = null) =>
        FromFile(path, options, static (stream, file, options) =>
        {
            CheckpointReader reader = new(stream, file, options);
            return new CheckpointInfo(file, reader.Step, reader.Metric, stream.Length);
        });

    /// <summary>Writes a file and, if asked, reads it back before it takes the place of the old one.</summary>
    internal static CheckpointInfo Write(string path, Checkpoint checkpoint, CheckpointFileOptions options, bool verify)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(checkpoint);
        CheckpointImage image = new(checkpoint, path, options);
        try
        {
            AtomicFile.Write(path, image, static (stream, image) => image.WriteTo(stream), verify ? ReadBack(path, options) : null);
        }
        catch (IOException e)
        {
            throw new CheckpointException(path, CheckpointError.StorageFailed, $"to write {image.ByteLength} bytes", $"the file system refused: {(e.InnerException ?? e).Message}", e) { BytesNeeded = image.ByteLength };
        }

        return new(path, checkpoint.Step, checkpoint.Metric, image.ByteLength);
    }

    private static Action<string, CheckpointImage> ReadBack(string path, CheckpointFileOptions options) => (temporary, image) =>
    {
        using FileStream stream = Open(temporary);
        image.Verify(stream.SafeFileHandle, CheckpointReader.Rules(path, options.CheckedLimits()));
    };

    private static TResult FromFile<TResult>(string path, CheckpointFileOptions? options, Func<Stream, string, CheckpointFileOptions, TResult> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Guarded(path, (options: options ?? CheckpointFileOptions.Default, read), static (path, state) =>
        {
            using FileStream stream = Open(path);
            return state.read(stream, path, state.options);
        });
    }

    // A writer may replace or remove the file meanwhile; what is open stays whole.
    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);

    private static TResult Guarded<TState, TResult>(string file, TState state, Func<string, TState, TResult> read)
    {
        try
        {
            return read(file, state);
        }
        catch (EndOfStreamException e)
        {
            throw new CheckpointException(file, CheckpointError.Truncated, "a file that keeps its length while it is read", "it became shorter", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(file, CheckpointError.StorageFailed, "to read the file", $"the file system refused: {e.Message}", e);
        }
    }
}
