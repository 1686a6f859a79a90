using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace RuVector.Training.Files;

/// <summary>Turns a header into bytes; the same header gives the same bytes.</summary>
internal static class SafetensorsHeaderWriter
{
    private const int Alignment = 8;

    /// <summary>Length, JSON and padding, as the file starts.</summary>
    /// <exception cref="ArgumentException">The header would not be read back.</exception>
    public static byte[] ToBytes(SafetensorsHeader header, SafetensorsLimits limits)
    {
        header.Check(limits);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, header.Metadata);
            long offset = 0;
            foreach (SafetensorsTensor tensor in header.Tensors)
            {
                offset = WriteTensor(json, tensor, offset);
            }

            json.WriteEndObject();
        }

        int padded = (buffer.WrittenCount + Alignment - 1) / Alignment * Alignment;
        if (padded > limits.HeaderBytes)
        {
            throw new ArgumentException($"Expected names and metadata that fit a header of {limits.HeaderBytes} bytes, but they need {padded}.");
        }

        byte[] bytes = new byte[SafetensorsHeader.PrefixLength + padded];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, padded);
        buffer.WrittenSpan.CopyTo(bytes.AsSpan(SafetensorsHeader.PrefixLength));
        bytes.AsSpan(SafetensorsHeader.PrefixLength + buffer.WrittenCount).Fill((byte)' ');
        return bytes;
    }

    private static long WriteTensor(Utf8JsonWriter json, SafetensorsTensor tensor, long offset)
    {
        long end = offset + tensor.ByteLength;
        json.WriteStartObject(tensor.Shape.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (int size in tensor.Shape.Dimensions)
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
