using System.Buffers.Binary;
using System.Globalization;
using RuVector.Training.Data;

namespace RuVector.Training.Files;

/// <summary>What an <c>.npy</c> header says: type of the values and shape.</summary>
internal readonly record struct NpyHeader(string Type, int BytesPerValue, int Rows, int Columns)
{
    /// <summary>Magic, version and length of a format 1.0 header.</summary>
    public const int PrefixLength = 10;

    private const int MaxLength = 1 << 16;

    /// <summary>The bytes that every file starts with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header; the stream then stands at the first value.</summary>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> prefix = stackalloc byte[Magic.Length + 2];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length || !prefix.StartsWith(Magic))
        {
            throw new TrainingDataException(name, "Expected an .npy file, but it does not start with NumPy's magic bytes.");
        }

        (int major, int minor) = (prefix[^2], prefix[^1]);
        if (major is not (1 or 2) || minor != 0)
        {
            throw new TrainingDataException(name, $"Expected .npy format 1.0 or 2.0, but got {major}.{minor}.");
        }

        Span<byte> lengthBytes = stackalloc byte[4];
        lengthBytes.Clear();
        int lengthSize = major == 1 ? 2 : 4;
        int read = stream.ReadAtLeast(lengthBytes[..lengthSize], lengthSize, throwOnEndOfStream: false);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        long left = stream.Length - stream.Position;
        if (read < lengthSize || length > Math.Min(left, MaxLength))
        {
            throw new TrainingDataException(name, $"Expected a header inside the file and of at most {MaxLength} bytes, but it declares {length} and the file has {left} left.");
        }

        byte[] header = new byte[length];
        stream.ReadExactly(header);
        return Parse(header, name);
    }

    private static NpyHeader Parse(ReadOnlySpan<byte> header, string name)
    {
        NpyHeaderText text = new(header, name);
        string? type = null;
        string? order = null;
        string? shape = null;
        text.Expect('{');
        while (!text.Accept('}'))
        {
            string key = text.Quoted();
            text.Expect(':');
            switch (key)
            {
                case "descr" when type is null:
                    type = text.Quoted();
                    break;
                case "fortran_order" when order is null:
                    order = text.Word();
                    break;
                case "shape" when shape is null:
                    shape = text.Parenthesized();
                    break;
                default:
                    throw text.Error($"the keys descr, fortran_order and shape, each once, but got '{key}'");
            }

            if (!text.Accept(','))
            {
                text.Expect('}');
                break;
            }
        }

        text.ExpectEnd();
        return Check(type, order, shape, name);
    }

    private static NpyHeader Check(string? type, string? order, string? shape, string name)
    {
        int size = type switch { "<f2" => 2, "<f4" => 4, "<f8" => 8, _ => 0 };
        if (size == 0)
        {
            throw new TrainingDataException(name, $"Expected float16, float32 or float64 in little-endian order ('<f2', '<f4', '<f8'), but got '{type}'.");
        }

        if (order != "False")
        {
            throw new TrainingDataException(name, $"Expected row-major values (fortran_order False), but got '{order}'.");
        }

        string[] sizes = (shape ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (sizes.Length != 2 || !TryParse(sizes[0], out int rows) || !TryParse(sizes[1], out int columns))
        {
            throw new TrainingDataException(name, $"Expected a shape of two sizes from 0 to {int.MaxValue}, but got ({shape}).");
        }

        return (long)rows * columns <= Array.MaxLength
            ? new(type!, size, rows, columns)
            : throw new TrainingDataException(name, $"Expected at most {Array.MaxLength} values, but shape ({rows}, {columns}) has {(long)rows * columns}.");
    }

    private static bool TryParse(string text, out int size) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size);
}
