using System.Text.Json;

namespace RuVector.Training.Conformance;

/// <summary>Named values of a case (its parameters, its inputs); every error names the place.</summary>
public sealed class GoldenObject
{
    private readonly JsonElement _element;

    internal GoldenObject(string path, JsonElement element) => (Path, _element) = (path, GoldenJson.Require(element, JsonValueKind.Object, path));

    /// <summary>Gets the place in the file.</summary>
    public string Path { get; }

    /// <summary>Gets the names that are there.</summary>
    public IEnumerable<string> Names => _element.EnumerateObject().Select(static property => property.Name);

    /// <summary>Tells whether a value is there and not null.</summary>
    public bool Has(string name) => _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Tells whether a value is a list.</summary>
    public bool IsList(string name) => Get(name).ValueKind == JsonValueKind.Array;

    /// <summary>Reads a number.</summary>
    public double Number(string name) => GoldenJson.Number(Get(name), At(name));

    /// <summary>Reads a number that may be missing or null.</summary>
    public double? OptionalNumber(string name) => Has(name) ? Number(name) : null;

    /// <summary>Reads a float32 setting, with its default where the case does not give it.</summary>
    public float Setting(string name, float fallback) => Has(name) ? (float)Number(name) : fallback;

    /// <summary>Reads an integer.</summary>
    public int WholeNumber(string name) => GoldenJson.Integer(Get(name), At(name));

    /// <summary>Reads a text, with its default where the case does not give it.</summary>
    public string Text(string name, string? fallback = null) =>
        fallback is not null && !Has(name) ? fallback : GoldenJson.Require(Get(name), JsonValueKind.String, At(name)).GetString()!;

    /// <summary>Reads a number or a text as text, with its default where the case does not give it.</summary>
    public string NumberOrText(string name, string fallback) => Has(name) && Get(name).ValueKind == JsonValueKind.Number
        ? Number(name).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : Text(name, fallback);

    /// <summary>Reads a flag, with its default where the case does not give it.</summary>
    public bool Flag(string name, bool fallback) => !Has(name) ? fallback : Get(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw GoldenJson.Unexpected(At(name), "true or false", Get(name)),
    };

    /// <summary>Reads a tensor.</summary>
    public GoldenTensor Tensor(string name) => GoldenJson.Tensor(Get(name), At(name));

    /// <summary>Reads a tensor that may be missing or null.</summary>
    public GoldenTensor? OptionalTensor(string name) => Has(name) ? Tensor(name) : null;

    /// <summary>Reads a list of tensors.</summary>
    public GoldenTensor[] Tensors(string name) => GoldenJson.List(Get(name), At(name), GoldenJson.Tensor);

    /// <summary>Reads a list of lists of tensors.</summary>
    public GoldenTensor[][] TensorLists(string name) =>
        GoldenJson.List(Get(name), At(name), static (list, path) => GoldenJson.List(list, path, GoldenJson.Tensor));

    /// <summary>Reads a list of numbers.</summary>
    public double[] Numbers(string name) => GoldenJson.List(Get(name), At(name), GoldenJson.Number);

    /// <summary>Reads a list of lists of integers.</summary>
    public int[][] IntegerLists(string name) =>
        GoldenJson.List(Get(name), At(name), static (list, path) => GoldenJson.List(list, path, GoldenJson.Integer));

    /// <summary>Reads a list of lists of pairs of an integer and a number.</summary>
    public (int Key, double Value)[][] PairLists(string name) =>
        GoldenJson.List(Get(name), At(name), static (list, path) => GoldenJson.List(list, path, GoldenJson.Pair));

    private string At(string name) => $"{Path}.{name}";

    private JsonElement Get(string name) =>
        _element.TryGetProperty(name, out JsonElement value) ? value : throw new GoldenFormatException($"Expected {At(name)}, but the case has none.");
}
