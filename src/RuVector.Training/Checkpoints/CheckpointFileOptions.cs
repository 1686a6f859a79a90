using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>Limits of a checkpoint file, and the key that signs it; writing and reading take the same.</summary>
public sealed class CheckpointFileOptions
{
    private const int MostHeaderBytes = 100_000_000;
    private const int LeastKeyBytes = 16;

    /// <summary>Gets or sets how many bytes a header may have.</summary>
    /// <value>In [1024, 100,000,000]. The default value is 16 MiB.</value>
    public int MaxHeaderBytes { get; set; } = SafetensorsLimits.Default.HeaderBytes;

    /// <summary>Gets or sets how many tensors a file may hold.</summary>
    /// <value>In [0, 1,000,000]. The default value is 100,000.</value>
    public int MaxTensors { get; set; } = SafetensorsLimits.Default.Tensors;

    /// <summary>Gets or sets how many characters the name of a tensor may have.</summary>
    /// <value>In [1, 65536]. The default value is 256.</value>
    public int MaxNameLength { get; set; } = SafetensorsLimits.Default.NameLength;

    /// <summary>Gets or sets how many dimensions a tensor may have.</summary>
    /// <value>In [0, 64]. The default value is 8.</value>
    public int MaxDimensions { get; set; } = SafetensorsLimits.Default.Dimensions;

    /// <summary>Gets or sets whether F32 and F64 tensors may hold NaN and infinities.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowNonFinite { get; set; }

    /// <summary>Gets or sets the key that files are signed with (HMAC-SHA256) and must be signed with to be read.</summary>
    /// <value>At least 16 bytes, or empty: files are not signed, and a signature is not checked. The default value is empty.</value>
    public ReadOnlyMemory<byte> SigningKey { get; set; }

    internal static CheckpointFileOptions Default { get; } = new();

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal SafetensorsLimits CheckedLimits()
    {
        Check(MaxHeaderBytes, 1024, MostHeaderBytes, nameof(MaxHeaderBytes));
        Check(MaxTensors, 0, 1_000_000, nameof(MaxTensors));
        Check(MaxNameLength, 1, 1 << 16, nameof(MaxNameLength));
        Check(MaxDimensions, 0, 64, nameof(MaxDimensions));
        return SigningKey.Length is 0 or >= LeastKeyBytes
            ? new(MaxHeaderBytes, MaxTensors, MaxNameLength, MaxDimensions)
            : throw new ArgumentException($"Expected {nameof(SigningKey)} to have at least {LeastKeyBytes} bytes, or none, but got {SigningKey.Length}.");
    }

    private static void Check(int value, int minimum, int maximum, string name)
    {
        if (value < minimum || value > maximum)
        {
            throw new ArgumentOutOfRangeException(name, $"Expected {name} from {minimum} to {maximum}, but got {value}.");
        }
    }
}
