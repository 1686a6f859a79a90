using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>A checkpoint is refused or could not be stored: which file, which tensor, what was expected and what is there.</summary>
/// <remarks>Control characters of names and paths are escaped in the message; <see cref="Tensor"/> holds the name as it is.</remarks>
public sealed class CheckpointException : Exception
{
    internal CheckpointException(string file, SafetensorsRefusal refusal, Exception? inner = null)
        : base($"{PrintableText.Escape(file)}: {refusal.Sentence}", inner) =>
        (File, Code, Tensor, Expected, Actual) = (file, refusal.Code, refusal.Tensor, refusal.Expected, refusal.Actual);

    internal CheckpointException(string file, CheckpointError code, string expected, string actual, Exception? inner = null)
        : this(file, new SafetensorsRefusal(code, null, expected, actual), inner)
    {
    }

    /// <summary>Gets why, as a stable code.</summary>
    public CheckpointError Code { get; }

    /// <summary>Gets the path or name of the file or folder, as it was given.</summary>
    public string File { get; }

    /// <summary>Gets the name of the tensor; <see langword="null"/> when it is about the whole file.</summary>
    public string? Tensor { get; }

    /// <summary>Gets what was expected.</summary>
    public string Expected { get; }

    /// <summary>Gets what is there instead.</summary>
    public string Actual { get; }

    /// <summary>Gets how many bytes a save needed that the file system refused; otherwise 0.</summary>
    public long BytesNeeded { get; internal init; }
}
