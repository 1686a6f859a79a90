using System.Text.Json;

namespace RuVector.Training.Conformance;

/// <summary>One golden file: what to compute, from what, and what comes out. The format is described in Golden/README.md.</summary>
public sealed class GoldenCase
{
    /// <summary>The families of cases, each a folder of the golden files.</summary>
    public static readonly IReadOnlyList<string> Families = ["losses", "optimizers", "schedulers", "mining", "retrieval"];

    private readonly GoldenObject? _unspecifiedRows;

    private GoldenCase(JsonElement root)
    {
        GoldenObject file = new("case", root);
        if (file.WholeNumber("format") != 1)
        {
            throw new GoldenFormatException($"Expected format 1, but got {file.WholeNumber("format")}.");
        }

        (Name, Category, Function) = (file.Text("name"), file.Text("category"), file.Text("function"));
        if (!Families.Contains(Category))
        {
            throw new GoldenFormatException($"Expected one of the categories {string.Join(", ", Families)}, but got '{Category}'.");
        }

        Parameters = new("parameters", Part(root, "parameters"));
        Inputs = new("inputs", Part(root, "inputs"));
        Expected = new(Part(root, "expected"));
        DifferentiableInputs = Category == "losses"
            ? GoldenJson.List(Part(root, "differentiable_inputs"), "differentiable_inputs", static (item, path) => GoldenJson.Require(item, JsonValueKind.String, path).GetString()!)
            : [];
        _unspecifiedRows = file.Has("unspecified_gradient_rows") ? new("unspecified_gradient_rows", root.GetProperty("unspecified_gradient_rows")) : null;
    }

    /// <summary>Gets the name: that of the file, without its extension.</summary>
    public string Name { get; }

    /// <summary>Gets the family: losses, optimizers, schedulers, mining or retrieval.</summary>
    public string Category { get; }

    /// <summary>Gets the function that the case is about.</summary>
    public string Function { get; }

    /// <summary>Gets the hyperparameters.</summary>
    public GoldenObject Parameters { get; }

    /// <summary>Gets the inputs.</summary>
    public GoldenObject Inputs { get; }

    /// <summary>Gets what should come out.</summary>
    public GoldenExpected Expected { get; }

    /// <summary>Gets the inputs of a loss that have a gradient.</summary>
    public IReadOnlyList<string> DifferentiableInputs { get; }

    /// <summary>Parses the text of a golden file.</summary>
    /// <exception cref="GoldenFormatException">The text is not a case in the golden format.</exception>
    public static GoldenCase Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return new(document.RootElement.Clone());
        }
        catch (JsonException exception)
        {
            throw new GoldenFormatException($"Expected a JSON object in the golden format, but got no valid JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Gets the gradient rows of a tensor that depend on a convention; they only have to be finite.</summary>
    /// <exception cref="GoldenFormatException">The tensor has no such row.</exception>
    public IReadOnlySet<int> UnspecifiedGradientRows(string tensor)
    {
        HashSet<int> rows = [];
        if (_unspecifiedRows?.Has(tensor) == true)
        {
            int count = Inputs.Tensor(tensor).Rows;
            foreach (double row in _unspecifiedRows.Numbers(tensor))
            {
                bool exists = row >= 0 && row < count && row == (int)row;
                rows.Add(exists ? (int)row : throw new GoldenFormatException(FormattableString.Invariant($"Expected rows from 0 to {count - 1} in unspecified_gradient_rows.{tensor}, but got {row}.")));
            }
        }

        return rows;
    }

    private static JsonElement Part(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement part) ? part : throw new GoldenFormatException($"Expected case.{name}, but the case has none.");
}
