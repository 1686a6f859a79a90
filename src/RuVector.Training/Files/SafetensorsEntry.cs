using System.Text.Json;
using RuVector.Training.Data;

namespace RuVector.Training.Files;

/// <summary>One tensor of a safetensors header: shape and byte range of its values.</summary>
internal readonly record struct SafetensorsEntry(ParameterShape Shape, long Begin, long End)
{
    public static SafetensorsEntry Read(JsonProperty property, string file)
    {
        string name = property.Name;
        string[] keys = property.Value.ValueKind == JsonValueKind.Object ? [.. property.Value.EnumerateObject().Select(static p => p.Name).Order(StringComparer.Ordinal)] : [];
        if (!keys.SequenceEqual(["data_offsets", "dtype", "shape"]))
        {
            throw new TrainingDataException(file, $"Expected tensor '{name}' to have dtype, shape and data_offsets, but it has {(keys.Length == 0 ? "none of them" : string.Join(", ", keys))}.");
        }

        JsonElement type = property.Value.GetProperty("dtype");
        if (type.ValueKind != JsonValueKind.String || type.GetString() != "F32")
        {
            throw new TrainingDataException(file, $"Expected tensor '{name}' to be of type F32, but got {type.GetRawText()}.");
        }

        long[] sizes = Integers(property, "shape", int.MaxValue, file);
        long[] range = Integers(property, "data_offsets", long.MaxValue, file);
        if (sizes.Length > SafetensorsHeader.MaxDimensions || range.Length != 2)
        {
            throw new TrainingDataException(file, $"Expected tensor '{name}' to have at most {SafetensorsHeader.MaxDimensions} dimensions and 2 offsets, but got {sizes.Length} and {range.Length}.");
        }

        ParameterShape shape = new(name, [.. sizes.Select(static size => (int)size)]);
        long bytes = (long)shape.Length * sizeof(float);
        return range[0] <= range[1] && range[1] - range[0] == bytes
            ? new(shape, range[0], range[1])
            : throw new TrainingDataException(file, $"Expected tensor {shape} to have {bytes} bytes, but its range is {range[0]} to {range[1]}.");
    }

    /// <summary>Orders the tensors by their values and checks that they fill the file.</summary>
    public static IEnumerable<ParameterShape> InOrder(IEnumerable<SafetensorsEntry> entries, long dataLength, string file)
    {
        long end = 0;
        foreach (SafetensorsEntry entry in entries.OrderBy(static entry => entry.Begin).ThenBy(static entry => entry.End))
        {
            if (entry.Begin != end)
            {
                throw new TrainingDataException(
                    file, $"Expected tensor '{entry.Shape.Name}' to start at byte {end}, where the one before ends, but it starts at {entry.Begin}: {(entry.Begin > end ? "a hole" : "an overlap")}.");
            }

            end = entry.End;
            yield return entry.Shape;
        }

        if (end != dataLength)
        {
            throw new TrainingDataException(file, $"Expected {end} bytes of values, as the tensors need, but the file has {dataLength}.");
        }
    }

    private static long[] Integers(JsonProperty tensor, string key, long maximum, string file)
    {
        JsonElement list = tensor.Value.GetProperty(key);
        if (list.ValueKind == JsonValueKind.Array
            && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long value) && value >= 0 && value <= maximum))
        {
            return [.. list.EnumerateArray().Select(static item => item.GetInt64())];
        }

        throw new TrainingDataException(file, $"Expected {key} of tensor '{tensor.Name}' to be integers from 0 to {maximum}, but got {list.GetRawText()}.");
    }
}
