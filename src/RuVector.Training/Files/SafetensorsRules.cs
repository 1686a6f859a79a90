using RuVector.Training.Checkpoints;

namespace RuVector.Training.Files;

/// <summary>What one reader or writer of the format accepts, and how it refuses the rest.</summary>
/// <param name="File">Name of the file, for errors.</param>
/// <param name="Types">The types of values that the reader takes.</param>
/// <param name="Error">Makes the exception of a refusal: file, refusal.</param>
internal sealed record SafetensorsRules(string File, IReadOnlyList<TensorDataType> Types, Func<string, SafetensorsRefusal, Exception> Error)
{
    public SafetensorsLimits Limits { get; init; } = SafetensorsLimits.Default;

    public Exception Refuse(CheckpointError code, string? tensor, string expected, string actual) => Error(File, new(code, tensor, expected, actual));
}

/// <summary>Why a file is refused; as a sentence: "Expected [expected], but [actual]."</summary>
internal readonly record struct SafetensorsRefusal(CheckpointError Code, string? Tensor, string Expected, string Actual)
{
    public string Sentence => PrintableText.Escape($"Expected {Expected}, but {Actual.TrimEnd('.')}.");
}

/// <summary>How large a header may be and what it may declare.</summary>
internal readonly record struct SafetensorsLimits(int HeaderBytes, int Tensors, int NameLength, int Dimensions)
{
    private const int OtherMetadata = 10_000;

    public static SafetensorsLimits Default { get; } = new(HeaderBytes: 1 << 24, Tensors: 100_000, NameLength: 256, Dimensions: 8);

    /// <summary>Texts in the metadata: one for each tensor, and others.</summary>
    public int Metadata => Tensors + OtherMetadata;
}
