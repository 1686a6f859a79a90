using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;
using RuVector.Training.Data;

namespace RuVector.Training.Files;

/// <summary>The header of a safetensors file: shapes in the order of their values, and metadata.</summary>
internal sealed class SafetensorsHeader
{
    public const string MetadataKey = "__metadata__";
    public const int PrefixLength = sizeof(long);
    public const int MaxLength = 1 << 24;
    public const int MaxDimensions = 8;

    private const int MaxTensors = 100_000;
    private const int MaxNameLength = 256;
    private const int MaxDepth = 4;

    /// <summary>Checks what is about to be written.</summary>
    /// <exception cref="ArgumentException">The header would not be read back.</exception>
    public SafetensorsHeader(IReadOnlyList<ParameterShape> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        if (tensors.Count > MaxTensors)
        {
            throw new ArgumentException($"Expected at most {MaxTensors} tensors, but got {tensors.Count}.", nameof(tensors));
        }

        HashSet<string> names = new(StringComparer.Ordinal) { MetadataKey };
        foreach (ParameterShape shape in tensors)
        {
            if (!names.Add(shape.Name) || shape.Name.Length > MaxNameLength)
            {
                throw new ArgumentException(
                    $"Expected tensors with different names of at most {MaxNameLength} characters other than {MetadataKey}, but got '{shape.Name}'.", nameof(tensors));
            }

            if (shape.Dimensions.Length > MaxDimensions)
            {
                throw new ArgumentException($"Expected tensors of at most {MaxDimensions} dimensions, but got {shape}.", nameof(tensors));
            }

            CheckText(shape.Name, shape.Name);
        }

        foreach ((string key, string value) in metadata)
        {
            CheckText(key, key);
            CheckText(key, value);
        }

        (Tensors, Metadata) = (tensors, metadata);
    }

    /// <summary>Name and shape of each tensor, in the order of the values.</summary>
    public IReadOnlyList<ParameterShape> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads and checks the header; the stream then stands at the first value.</summary>
    public static SafetensorsHeader Read(Stream stream, string name)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        long left = stream.Length - stream.Position - PrefixLength;
        if (stream.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false) < PrefixLength)
        {
            throw new TrainingDataException(name, $"Expected a safetensors file of at least {PrefixLength} bytes, but got {left + PrefixLength}.");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)Math.Min(left, MaxLength))
        {
            throw new TrainingDataException(name, $"Expected a header inside the file and of at most {MaxLength} bytes, but it declares {length} and the file has {left} left.");
        }

        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        if (!bytes.AsSpan().StartsWith((byte)'{') || !bytes.AsSpan().TrimEnd((byte)' ').EndsWith((byte)'}') || !Utf8.IsValid(bytes))
        {
            throw new TrainingDataException(name, "Expected a header that is a JSON object in UTF-8, followed by nothing but spaces.");
        }

        return Parse(bytes, left - bytes.Length, name);
    }

    private static SafetensorsHeader Parse(byte[] bytes, long dataLength, string name)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            Dictionary<string, string> metadata = new(StringComparer.Ordinal);
            List<SafetensorsEntry> entries = [];
            foreach (JsonProperty property in json.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataKey)
                {
                    ReadMetadata(property.Value, metadata, name);
                }
                else
                {
                    entries.Add(SafetensorsEntry.Read(property, name));
                }
            }

            return new([.. SafetensorsEntry.InOrder(entries, dataLength, name)], metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape in a text that is half of a surrogate pair.
            throw new TrainingDataException(name, $"Expected a header in valid JSON, each key once, but: {e.Message}");
        }
        catch (ArgumentException e)
        {
            throw new TrainingDataException(name, e.Message);
        }
    }

    // The JSON writer would put the replacement character in its place, silently.
    private static void CheckText(string name, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                throw new ArgumentException($"Expected text, but '{name}' holds half of a surrogate pair.");
            }

            i++;
        }
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new TrainingDataException(name, $"Expected {MetadataKey} to be an object of texts, but got {element.ValueKind}.");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            metadata[property.Name] = property.Value.ValueKind == JsonValueKind.String
                ? property.Value.GetString()!
                : throw new TrainingDataException(name, $"Expected {MetadataKey} to hold texts, but '{property.Name}' is {property.Value.ValueKind}.");
        }
    }
}
