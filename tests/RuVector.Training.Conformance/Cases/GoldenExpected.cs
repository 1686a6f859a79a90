using System.Text.Json;

namespace RuVector.Training.Conformance;

/// <summary>The expected results of a case as a tree of named results; a path like <c>mean.gradients.anchors</c> leads to one.</summary>
public sealed class GoldenExpected
{
    private readonly Dictionary<string, GoldenResult> _results = [];
    private readonly JsonElement _root;

    internal GoldenExpected(JsonElement root)
    {
        _root = GoldenJson.Require(root, JsonValueKind.Object, "expected");
        Collect(root, string.Empty);
    }

    /// <summary>Gets the paths of all results; tolerances are none.</summary>
    public IReadOnlyCollection<string> Paths => _results.Keys;

    /// <summary>Gets the names at the top: the reductions of a loss, or the results of the other families.</summary>
    public IEnumerable<string> Names => _root.EnumerateObject().Select(static property => property.Name).Where(static name => name != "tolerance");

    /// <summary>Gets a result.</summary>
    /// <exception cref="GoldenFormatException">There is none at this path.</exception>
    public GoldenResult this[string path] =>
        _results.TryGetValue(path, out GoldenResult? result) ? result : throw new GoldenFormatException($"Expected expected.{path}, but the case has none.");

    /// <summary>Tells whether there is a result at a path.</summary>
    public bool Has(string path) => _results.ContainsKey(path);

    /// <summary>Counts the elements of a list of results.</summary>
    /// <exception cref="GoldenFormatException">There is no list at this path.</exception>
    public int Count(string path) => GoldenJson.Require(Find(path), JsonValueKind.Array, $"expected.{path}").GetArrayLength();

    /// <summary>Reads the tolerance at a path.</summary>
    /// <exception cref="GoldenFormatException">There is none.</exception>
    public GoldenTolerance Tolerance(string path)
    {
        GoldenObject tolerance = new($"expected.{path}", Find(path));
        double[] absolute = tolerance.IsList("abs") ? tolerance.Numbers("abs") : [tolerance.Number("abs")];
        return new(tolerance.Number("rel"), absolute, tolerance.IsList("abs"));
    }

    private JsonElement Find(string path)
    {
        JsonElement element = _root;
        foreach (string name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                throw new GoldenFormatException($"Expected expected.{path}, but the case has none.");
            }
        }

        return element;
    }

    private void Collect(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object && !GoldenJson.IsTensor(element))
        {
            foreach (JsonProperty property in element.EnumerateObject().Where(static p => p.Name != "tolerance"))
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
            }
        }
        else if (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().Any(static item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            int index = 0;
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, $"{path}[{index++}]");
            }
        }
        else if (!_results.TryAdd(path, GoldenResult.Read(element, $"expected.{path}")))
        {
            throw new GoldenFormatException($"Expected each result once, but got expected.{path} twice.");
        }
    }
}
