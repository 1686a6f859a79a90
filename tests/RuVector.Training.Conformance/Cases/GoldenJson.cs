using System.Text.Json;

namespace RuVector.Training.Conformance;

/// <summary>JSON to values of a case; every error names the place.</summary>
internal static class GoldenJson
{
    public static JsonElement Require(JsonElement element, JsonValueKind kind, string path) =>
        element.ValueKind == kind ? element : throw Unexpected(path, $"a JSON {kind.ToString().ToLowerInvariant()}", element);

    public static GoldenFormatException Unexpected(string path, string expected, JsonElement element)
    {
        string text = element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? $"a JSON {element.ValueKind.ToString().ToLowerInvariant()}" : element.GetRawText();
        return new GoldenFormatException($"Expected {path} to be {expected}, but got {text}.");
    }

    public static double Number(JsonElement element, string path)
    {
        double value = Require(element, JsonValueKind.Number, path).GetDouble();
        return double.IsFinite(value) ? value : throw Unexpected(path, "a finite number", element);
    }

    public static int Integer(JsonElement element, string path) =>
        Number(element, path) is double value && value == (int)value ? (int)value : throw Unexpected(path, "an integer", element);

    public static T[] List<T>(JsonElement element, string path, Func<JsonElement, string, T> read) =>
        [.. Require(element, JsonValueKind.Array, path).EnumerateArray().Select((item, index) => read(item, $"{path}[{index}]"))];

    public static bool IsTensor(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("shape", out _) && element.TryGetProperty("data", out _);

    public static GoldenTensor Tensor(JsonElement element, string path) => IsTensor(element)
        ? new GoldenTensor(path, List(element.GetProperty("shape"), $"{path}.shape", Integer), List(element.GetProperty("data"), $"{path}.data", Number))
        : throw Unexpected(path, "a tensor {shape, data}", element);

    public static (int Key, double Value) Pair(JsonElement element, string path) =>
        Require(element, JsonValueKind.Array, path).GetArrayLength() == 2
            ? (Integer(element[0], $"{path}[0]"), Number(element[1], $"{path}[1]"))
            : throw Unexpected(path, "a pair", element);
}
