using System.Text;
using System.Text.Json;
using RuVector.Training.Checkpoints;

namespace RuVector.Training.Files;

/// <summary>Reads what a header says about one tensor.</summary>
internal ref struct SafetensorsEntryReader
{
    private const int MostShown = 100;

    private readonly string _name;
    private readonly ReadOnlySpan<byte> _header;
    private readonly SafetensorsRules _rules;
    private TensorDataType? _type;
    private long[]? _sizes;
    private long[]? _range;

    private SafetensorsEntryReader(string name, ReadOnlySpan<byte> header, SafetensorsRules rules)
    {
        _name = name;
        _header = header;
        _rules = rules;
    }

    /// <summary>Reads the value of a tensor's key and checks it by itself.</summary>
    public static SafetensorsEntry Read(ref Utf8JsonReader json, string name, ReadOnlySpan<byte> header, SafetensorsRules rules)
    {
        SafetensorsEntryReader reader = new(name, header, rules);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw reader.RefuseKeys("none of them");
        }

        List<string> keys = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            json.Read();
            if (keys.Contains(key))
            {
                throw rules.Refuse(CheckpointError.DuplicateKey, name, "a header in valid JSON, each key once", $"it is not: '{key}' of tensor '{name}' occurs twice");
            }

            keys.Add(key);
            if (!reader.ReadValue(ref json, key))
            {
                throw reader.RefuseKeys(string.Join(", ", keys.Order(StringComparer.Ordinal)));
            }
        }

        return reader._type is { } type && reader._sizes is { } sizes && reader._range is { } range
            ? reader.Entry(type, sizes, range)
            : throw reader.RefuseKeys(keys.Count == 0 ? "none of them" : string.Join(", ", keys.Order(StringComparer.Ordinal)));
    }

    private bool ReadValue(ref Utf8JsonReader json, string key)
    {
        switch (key)
        {
            case "dtype":
                _type = ReadType(ref json);
                return true;
            case "shape":
                _sizes = ReadIntegers(ref json, key, int.MaxValue, CheckpointError.InvalidShape);
                return true;
            case "data_offsets":
                _range = ReadIntegers(ref json, key, long.MaxValue, CheckpointError.InvalidRange);
                return true;
            default:
                return false;
        }
    }

    private readonly TensorDataType ReadType(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            foreach (TensorDataType type in _rules.Types)
            {
                if (json.ValueTextEquals(type.ToString()))
                {
                    return type;
                }
            }
        }

        throw _rules.Refuse(CheckpointError.UnknownType, _name, $"tensor '{_name}' to be of type {string.Join(" or ", _rules.Types)}", $"got {Skipped(ref json)}");
    }

    // Counts what is beyond the limit without keeping it.
    private readonly long[] ReadIntegers(ref Utf8JsonReader json, string key, long maximum, CheckpointError code)
    {
        Utf8JsonReader start = json;
        List<long> integers = [];
        bool legal = json.TokenType == JsonTokenType.StartArray;
        while (legal && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            legal = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long value) && value >= 0 && value <= maximum;
            if (!legal)
            {
                break;
            }

            integers.Add(json.GetInt64());
            if (integers.Count > _rules.Limits.Dimensions && integers.Count > 2)
            {
                throw _rules.Refuse(code, _name, $"tensor '{_name}' to have at most {_rules.Limits.Dimensions} dimensions and 2 offsets", $"got more than {integers.Count - 1} numbers in {key}");
            }
        }

        return legal
            ? [.. integers]
            : throw _rules.Refuse(code, _name, $"{key} of tensor '{_name}' to be integers from 0 to {maximum}", $"got {Skipped(ref start)}");
    }

    private readonly SafetensorsEntry Entry(TensorDataType type, long[] sizes, long[] range)
    {
        if (sizes.Length > _rules.Limits.Dimensions || range.Length != 2)
        {
            CheckpointError code = range.Length == 2 ? CheckpointError.InvalidShape : CheckpointError.InvalidRange;
            throw _rules.Refuse(code, _name, $"tensor '{_name}' to have at most {_rules.Limits.Dimensions} dimensions and 2 offsets", $"got {sizes.Length} and {range.Length}");
        }

        SafetensorsTensor tensor = new(Shape(sizes), type);
        return range[0] <= range[1] && range[1] - range[0] == tensor.ByteLength
            ? new(tensor, range[0], range[1])
            : throw _rules.Refuse(CheckpointError.InvalidRange, _name, $"tensor {tensor.Shape} to have {tensor.ByteLength} bytes", $"its range is {range[0]} to {range[1]}");
    }

    private readonly ParameterShape Shape(long[] sizes)
    {
        try
        {
            return new(_name, [.. sizes.Select(static size => (int)size)]);
        }
        catch (ArgumentException)
        {
            throw _rules.Refuse(CheckpointError.InvalidShape, _name, $"at most {Array.MaxLength} values in a tensor", $"'{_name}' has shape [{string.Join(", ", sizes)}]");
        }
    }

    private readonly Exception RefuseKeys(string keys) =>
        _rules.Refuse(CheckpointError.InvalidTensor, _name, $"tensor '{_name}' to have dtype, shape and data_offsets", $"it has {keys}");

    // The value as the file spells it, shortened; the rest of it must still be valid JSON.
    private readonly string Skipped(ref Utf8JsonReader json)
    {
        long start = json.TokenStartIndex;
        json.Skip();
        ReadOnlySpan<byte> value = _header[(int)start..(int)json.BytesConsumed];
        return value.Length <= MostShown ? Encoding.UTF8.GetString(value) : Encoding.UTF8.GetString(value[..MostShown]) + "...";
    }
}
