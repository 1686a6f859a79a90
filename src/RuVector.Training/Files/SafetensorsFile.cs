using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RuVector.Training.Data;
using RuVector.Training.Numerics;

namespace RuVector.Training.Files;

/// <summary>Named float32 tensors and text metadata in the safetensors format.</summary>
/// <remarks>
/// <para>Layout: length of the header (64 bits, little-endian), header (JSON, padded with spaces to a multiple of 8 bytes), values. The header maps each name to type, shape and byte range.</para>
/// <para>The reader is strict: every range is shape times 4 bytes, the ranges follow each other without hole or overlap from the first byte to the last, no key occurs twice, metadata is text, every value is finite,
/// the only type is F32. The format has no checksum: a changed value that is still finite is not noticed.</para>
/// <para>Source: safetensors, "Format", Hugging Face.</para>
/// </remarks>
public sealed class SafetensorsFile
{
    internal SafetensorsFile(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata) => (Tensors, Metadata) = (tensors, metadata);

    /// <summary>Gets the tensors, in the order of their values in the file.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>Gets the metadata; empty when the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Gets a tensor by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such tensor.</exception>
    public NamedTensor this[string name] => Tensors.FirstOrDefault(tensor => tensor.Shape.Name == name)
        ?? throw new ArgumentException($"Expected one of the tensors {string.Join(", ", Tensors.Select(static tensor => tensor.Shape.Name))}, but got '{name}'.", nameof(name));

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>Its tensors and metadata.</returns>
    /// <exception cref="TrainingDataException">The file breaks a rule of the format; the tensor is named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream from its position to its end.</summary>
    /// <param name="stream">A stream of known length.</param>
    /// <param name="name">The name that errors give.</param>
    /// <returns>Its tensors and metadata.</returns>
    /// <exception cref="TrainingDataException">The stream breaks a rule of the format; nothing larger than the stream is allocated.</exception>
    public static SafetensorsFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsHeader header = SafetensorsHeader.Read(stream, RulesOf(name));
        NamedTensor[] tensors = [.. header.Tensors.Select(tensor => ReadTensor(stream, name, tensor.Shape))];
        return new(tensors, header.Metadata);
    }

    /// <summary>Writes a file, whole or not at all; the same content gives the same bytes.</summary>
    /// <param name="path">Path of the file; its folder exists.</param>
    /// <param name="tensors">The tensors, in the order of the file; names differ, values are finite.</param>
    /// <param name="metadata">Metadata; written in ordinal order of the keys.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name, a name, a shape or the metadata is beyond what the reader accepts, or a value is not finite; nothing was written.</exception>
    /// <exception cref="IOException">The file could not be written; see <see cref="AtomicFile"/>.</exception>
    public static void Write(string path, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        SafetensorsHeader header = new(CheckedShapes(tensors), metadata ?? new Dictionary<string, string>());
        byte[] headerBytes = SafetensorsHeaderWriter.ToBytes(header, SafetensorsLimits.Default);
        AtomicFile.Write(path, (headerBytes, tensors), static (stream, content) =>
        {
            stream.Write(content.headerBytes);
            foreach (NamedTensor tensor in content.tensors)
            {
                WriteValues(stream, tensor.Values);
            }
        });
    }

    /// <summary>What files of data may hold, and how others are refused.</summary>
    internal static SafetensorsRules RulesOf(string name) => new(name, [TensorDataType.F32], static (file, refusal) => new TrainingDataException(file, refusal.Sentence));

    /// <summary>Reads values from the position of a stream.</summary>
    internal static float[] ReadValues(Stream stream, int count)
    {
        float[] values = new float[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        SwapOnBigEndian(values);
        return values;
    }

    private static SafetensorsTensor[] CheckedShapes(IReadOnlyList<NamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (NamedTensor tensor in tensors)
        {
            if (!FiniteRows.AreAllFinite(tensor.Values))
            {
                int index = Array.FindIndex(tensor.Values, static value => !float.IsFinite(value));
                throw new ArgumentException(
                    FormattableString.Invariant($"Expected finite values, but tensor '{tensor.Shape.Name}' has {tensor.Values[index]} at index {index}."), nameof(tensors));
            }
        }

        return [.. tensors.Select(static tensor => new SafetensorsTensor(tensor.Shape, TensorDataType.F32))];
    }

    private static NamedTensor ReadTensor(Stream stream, string name, ParameterShape shape)
    {
        float[] values = ReadValues(stream, shape.Length);
        int index = FiniteRows.AreAllFinite(values) ? -1 : Array.FindIndex(values, static value => !float.IsFinite(value));
        return index < 0
            ? new(shape, values)
            : throw new TrainingDataException(name, FormattableString.Invariant($"Expected finite values, but tensor '{shape.Name}' has {values[index]} at index {index}."));
    }

    private static void WriteValues(Stream stream, float[] values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            values = [.. values];
            SwapOnBigEndian(values);
        }

        stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static void SwapOnBigEndian(Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> words = MemoryMarshal.Cast<float, int>(values);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}
