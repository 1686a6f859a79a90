using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>A named, shaped tensor of a checkpoint: numbers of one type, held as the bytes of the file.</summary>
/// <remarks>Values that a tensor is made from are not copied: they stay unchanged until the save that writes them has returned. Immutable otherwise, and thread safe.</remarks>
public sealed class CheckpointTensor
{
    /// <summary>Creates a tensor from bytes; they are not copied.</summary>
    /// <param name="shape">Name and sizes.</param>
    /// <param name="type">Type of the values.</param>
    /// <param name="content">The values, row-major, little-endian.</param>
    /// <exception cref="ArgumentException">The number of bytes is not that of shape and type.</exception>
    public CheckpointTensor(ParameterShape shape, TensorDataType type, ReadOnlyMemory<byte> content)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!Enum.IsDefined(type))
        {
            throw new ArgumentOutOfRangeException(nameof(type), $"Expected one of {string.Join(", ", Enum.GetNames<TensorDataType>())}, but got {(int)type}.");
        }

        Header = new(shape, type);
        if (content.Length != Header.ByteLength)
        {
            throw new ArgumentException($"Expected {Header.ByteLength} bytes of {type} for {shape}, but got {content.Length}.", nameof(content));
        }

        Content = content;
    }

    /// <summary>Gets the name.</summary>
    public string Name => Shape.Name;

    /// <summary>Gets name and sizes.</summary>
    public ParameterShape Shape => Header.Shape;

    /// <summary>Gets the type of the values.</summary>
    public TensorDataType Type => Header.Type;

    /// <summary>Gets the values, row-major, little-endian.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    internal SafetensorsTensor Header { get; }

    /// <summary>Creates a tensor of float32 values; they are not copied.</summary>
    /// <param name="shape">Name and sizes.</param>
    /// <param name="values">The values, row-major, of at most 2 GiB.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public static CheckpointTensor FromSingles(ParameterShape shape, ReadOnlyMemory<float> values) => From(shape, TensorDataType.F32, values);

    /// <summary>Creates a tensor of float64 values; they are not copied.</summary>
    /// <inheritdoc cref="FromSingles"/>
    public static CheckpointTensor FromDoubles(ParameterShape shape, ReadOnlyMemory<double> values) => From(shape, TensorDataType.F64, values);

    /// <summary>Creates a tensor of 32-bit integers; they are not copied.</summary>
    /// <inheritdoc cref="FromSingles"/>
    public static CheckpointTensor FromInt32s(ParameterShape shape, ReadOnlyMemory<int> values) => From(shape, TensorDataType.I32, values);

    /// <summary>Creates a tensor of 64-bit integers; they are not copied.</summary>
    /// <inheritdoc cref="FromSingles"/>
    public static CheckpointTensor FromInt64s(ParameterShape shape, ReadOnlyMemory<long> values) => From(shape, TensorDataType.I64, values);

    /// <summary>Creates a tensor of bytes; they are not copied.</summary>
    /// <inheritdoc cref="FromSingles"/>
    public static CheckpointTensor FromBytes(ParameterShape shape, ReadOnlyMemory<byte> values) => From(shape, TensorDataType.U8, values);

    /// <summary>Copies the values of an F32 tensor.</summary>
    /// <returns>The values, row-major.</returns>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public float[] ToSingles() => ToArray<float>(TensorDataType.F32);

    /// <summary>Copies the values of an F64 tensor.</summary>
    /// <inheritdoc cref="ToSingles"/>
    public double[] ToDoubles() => ToArray<double>(TensorDataType.F64);

    /// <summary>Copies the values of an I32 tensor.</summary>
    /// <inheritdoc cref="ToSingles"/>
    public int[] ToInt32s() => ToArray<int>(TensorDataType.I32);

    /// <summary>Copies the values of an I64 tensor.</summary>
    /// <inheritdoc cref="ToSingles"/>
    public long[] ToInt64s() => ToArray<long>(TensorDataType.I64);

    /// <summary>Copies the values of a U8 tensor.</summary>
    /// <inheritdoc cref="ToSingles"/>
    public byte[] ToBytes() => ToArray<byte>(TensorDataType.U8);

    /// <summary>Copies the values of an F32 tensor to where they are wanted, without an array between.</summary>
    /// <param name="destination">Overwritten; as long as the tensor.</param>
    /// <exception cref="InvalidOperationException">The tensor has another type; nothing was written.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length; nothing was written.</exception>
    public void CopyTo(Span<float> destination)
    {
        RequireType(TensorDataType.F32);
        if (destination.Length != Shape.Length)
        {
            throw new ArgumentException($"Expected room for {Shape.Length} values of {Shape}, but got {destination.Length}.", nameof(destination));
        }

        LittleEndianBytes.CopyTo(Content.Span, destination);
    }

    private static CheckpointTensor From<T>(ParameterShape shape, TensorDataType type, ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"Expected {shape.Length} values for {shape}, but got {values.Length}.", nameof(values));
        }

        long bytes = new SafetensorsTensor(shape, type).ByteLength;
        return bytes <= Array.MaxLength
            ? new(shape, type, LittleEndianBytes.Of(values))
            : throw new ArgumentException($"Expected a tensor of at most {Array.MaxLength} bytes, but {shape} of {type} has {bytes}: save it in parts.", nameof(values));
    }

    private T[] ToArray<T>(TensorDataType type)
        where T : unmanaged
    {
        RequireType(type);
        T[] values = new T[Shape.Length];
        LittleEndianBytes.CopyTo<T>(Content.Span, values);
        return values;
    }

    private void RequireType(TensorDataType type)
    {
        if (Type != type)
        {
            throw new InvalidOperationException($"Expected tensor {Shape} to be of type {type}, but it is {Type}.");
        }
    }
}
