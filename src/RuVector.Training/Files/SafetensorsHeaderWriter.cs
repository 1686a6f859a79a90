using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace RuVector.Training.Files;

/// <summary>Turns a header into bytes; the same header gives the same bytes.</summary>
internal static class SafetensorsHeaderWriter
{
    private const int Alignment = 8;

    /// <summary>Length, JSON and padding, as the file starts.</summary>
    /// <exception cref="ArgumentException">The header is longer than readers accept.</exception>
    public static byte[] ToBytes(SafetensorsHeader header)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, header.Metadata);
            long offset = 0;
            foreach (ParameterShape shape in header.Tensors)
            {
                offset = WriteTensor(json, shape, offset);
            }

            json.WriteEndObject();
        }

        int padded = (buffer.WrittenCount + Alignment - 1) / Alignment * Alignment;
        if (padded > SafetensorsHeader.MaxLength)
        {
            throw new ArgumentException($"Expected names and metadata that fit a header of {SafetensorsHeader.MaxLength} bytes, but they need {padded}.", nameof(header));
        }

        byte[] bytes = new byte[SafetensorsHeader.PrefixLength + padded];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, padded);
        buffer.WrittenSpan.CopyTo(bytes.AsSpan(SafetensorsHeader.PrefixLength));
        bytes.AsSpan(SafetensorsHeader.PrefixLength + buffer.WrittenCount).Fill((byte)' ');
        return bytes;
    }

    private static long WriteTensor(Utf8JsonWriter json, ParameterShape shape, long offset)
    {
        long end = offset + ((long)shape.Length * sizeof(float));
        json.WriteStartObject(shape.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (int size in shape.Dimensions)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach ((string key, string value) in metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
