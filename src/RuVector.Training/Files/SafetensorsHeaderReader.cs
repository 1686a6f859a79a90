using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;
using RuVector.Training.Checkpoints;

namespace RuVector.Training.Files;

/// <summary>Reads a header token by token: what is kept in memory is the header itself and what it may declare.</summary>
internal sealed class SafetensorsHeaderReader
{
    private const int MaxDepth = 4;

    private readonly SafetensorsRules _rules;

    private readonly byte[] _file;
    private readonly long _dataLength;

    private SafetensorsHeaderReader(byte[] file, long dataLength, SafetensorsRules rules) => (_file, _dataLength, _rules) = (file, dataLength, rules);

    /// <summary>The file up to the first value: length, JSON and padding.</summary>
    public ReadOnlySpan<byte> File => _file;

    private ReadOnlySpan<byte> Json => File[SafetensorsHeader.PrefixLength..];

    /// <summary>Reads the bytes of the header; the stream then stands at the first value.</summary>
    public static SafetensorsHeaderReader Open(Stream stream, SafetensorsRules rules)
    {
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        long left = stream.Length - stream.Position - prefix.Length;
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
        {
            throw rules.Refuse(CheckpointError.Truncated, null, $"a safetensors file of at least {prefix.Length} bytes", $"got {left + prefix.Length}");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)Math.Min(left, rules.Limits.HeaderBytes))
        {
            throw rules.Refuse(
                CheckpointError.HeaderLength, null, $"a header inside the file and of at most {rules.Limits.HeaderBytes} bytes", $"it declares {length} and the file has {left} left");
        }

        byte[] file = new byte[prefix.Length + (int)length];
        prefix.CopyTo(file);
        Span<byte> json = file.AsSpan(prefix.Length);
        stream.ReadExactly(json);
        return json.StartsWith((byte)'{') && json.TrimEnd((byte)' ').EndsWith((byte)'}') && Utf8.IsValid(json)
            ? new(file, left - json.Length, rules)
            : throw rules.Refuse(CheckpointError.InvalidHeader, null, "a header that is a JSON object in UTF-8, followed by nothing but spaces", "it is not");
    }

    /// <summary>Reads the whole header as JSON and keeps its metadata.</summary>
    public Dictionary<string, string> ReadMetadata()
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        Walk((ref Utf8JsonReader json, string name) =>
        {
            if (name == SafetensorsHeader.MetadataKey)
            {
                ReadMetadata(ref json, metadata);
            }
            else
            {
                json.Skip();
            }
        });
        return metadata;
    }

    /// <summary>Reads the tensors, checks that their values fill the file, and orders them by these.</summary>
    public IReadOnlyList<SafetensorsTensor> ReadTensors()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        List<SafetensorsEntry> entries = [];
        Walk((ref Utf8JsonReader json, string name) =>
        {
            if (!names.Add(name))
            {
                throw RefuseTwice(name);
            }

            if (name == SafetensorsHeader.MetadataKey)
            {
                json.Skip();
                return;
            }

            if (entries.Count == _rules.Limits.Tensors)
            {
                throw _rules.Refuse(CheckpointError.TooManyEntries, name, $"at most {_rules.Limits.Tensors} tensors", $"'{name}' is one more");
            }

            entries.Add(SafetensorsEntryReader.Read(ref json, name, Json, _rules));
        });
        return SafetensorsEntry.InOrder(entries, _dataLength, _rules);
    }

    private delegate void PropertyReader(ref Utf8JsonReader json, string name);

    // The reader stands at the first token of the value when it is handed over, and at the last one when it comes back.
    private void Walk(PropertyReader readValue)
    {
        try
        {
            Utf8JsonReader json = new(Json, new JsonReaderOptions { MaxDepth = MaxDepth });
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string name = ReadName(ref json);
                json.Read();
                readValue(ref json, name);
            }

            json.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape in a text that is half of a surrogate pair.
            throw _rules.Refuse(CheckpointError.InvalidHeader, null, "a header in valid JSON, each key once", $"it is not: {e.Message}");
        }
    }

    private string ReadName(ref Utf8JsonReader json)
    {
        const int LongestEscape = 6;
        int limit = Math.Max(_rules.Limits.NameLength, SafetensorsHeader.MetadataKey.Length);
        string? name = json.ValueSpan.Length > limit * LongestEscape ? null : json.GetString();
        return name is not null && name.Length <= limit && !string.IsNullOrWhiteSpace(name)
            ? name
            : throw _rules.Refuse(CheckpointError.InvalidName, name, $"names of 1 to {limit} characters that are not all spaces", name is null ? $"got one of {json.ValueSpan.Length} bytes" : $"got '{name}'");
    }

    private void ReadMetadata(ref Utf8JsonReader json, Dictionary<string, string> metadata)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw _rules.Refuse(CheckpointError.InvalidMetadata, null, $"{SafetensorsHeader.MetadataKey} to be an object of texts", $"got {KindOf(json.TokenType)}");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.String)
            {
                throw _rules.Refuse(CheckpointError.InvalidMetadata, null, $"{SafetensorsHeader.MetadataKey} to hold texts", $"'{key}' is {KindOf(json.TokenType)}");
            }

            if (metadata.Count == _rules.Limits.Metadata)
            {
                throw _rules.Refuse(CheckpointError.TooManyEntries, null, $"at most {_rules.Limits.Metadata} texts in {SafetensorsHeader.MetadataKey}", $"'{key}' is one more");
            }

            if (!metadata.TryAdd(key, json.GetString()!))
            {
                throw RefuseTwice(key);
            }
        }
    }

    private Exception RefuseTwice(string key) => _rules.Refuse(CheckpointError.DuplicateKey, null, "a header in valid JSON, each key once", $"it is not: '{key}' occurs twice");

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };
}
