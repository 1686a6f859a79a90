using RuVector.Training.Checkpoints;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>Checkpoints read from memory.</summary>
internal static class CheckpointBytes
{
    public static Checkpoint Read(byte[] file, CheckpointFileOptions? options = null)
    {
        using MemoryStream stream = new(file, writable: false);
        return CheckpointFile.Read(stream, "c", options);
    }

    /// <summary>The checkpoint, or nothing where it is refused; any other exception comes through.</summary>
    public static Checkpoint? TryRead(byte[] file, out CheckpointException? refusal, CheckpointFileOptions? options = null)
    {
        try
        {
            refusal = null;
            return Read(file, options);
        }
        catch (CheckpointException e)
        {
            refusal = e;
            return null;
        }
    }
}
