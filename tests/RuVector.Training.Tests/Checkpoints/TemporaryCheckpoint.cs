using RuVector.Training.Checkpoints;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>A checkpoint in a file of its own, which is removed.</summary>
internal sealed class TemporaryCheckpoint : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TemporaryCheckpoint(Checkpoint checkpoint, CheckpointFileOptions? options = null) => CheckpointFile.Write(Path, checkpoint, options);

    public string Path => _folder.File("c.safetensors");

    public byte[] Bytes() => File.ReadAllBytes(Path);

    public void Dispose() => _folder.Dispose();
}
