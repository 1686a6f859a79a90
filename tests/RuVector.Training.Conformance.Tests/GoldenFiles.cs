using System.Text.Json.Nodes;

namespace RuVector.Training.Conformance.Tests;

/// <summary>The golden files beside the runner, and ways to spoil them.</summary>
internal static class GoldenFiles
{
    public static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden");

    /// <summary>All files as <c>family/name</c>.</summary>
    public static IEnumerable<string> Names() => GoldenCase.Families.SelectMany(static family => Directory
        .EnumerateFiles(Path.Combine(Folder, family), "*.json")
        .Order(StringComparer.Ordinal)
        .Select(file => $"{family}/{Path.GetFileNameWithoutExtension(file)}"));

    public static JsonObject Json(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!.AsObject();

    public static GoldenCase Read(string name) => GoldenCase.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")));

    public static CaseOutcome Run(JsonNode json) => CaseRunners.Run(GoldenCase.Parse(json.ToJsonString()));

    /// <summary>Replaces one element of an expected result.</summary>
    public static JsonObject WithExpected(this JsonObject json, string path, int element, double? value)
    {
        (JsonNode parent, string name) = Find(json, path);
        JsonNode? replaced = Get(parent, name);
        if (replaced is JsonObject tensor)
        {
            tensor["data"]!.AsArray()[element] = value;
        }
        else if (replaced is JsonArray list)
        {
            list[element] = value;
        }
        else
        {
            Set(parent, name, value);
        }

        return json;
    }

    /// <summary>Removes an expected result.</summary>
    public static JsonObject WithoutExpected(this JsonObject json, string path)
    {
        (JsonNode parent, string name) = Find(json, path);
        parent.AsObject().Remove(name).ShouldBeTrue();
        return json;
    }

    private static (JsonNode Parent, string Name) Find(JsonObject json, string path)
    {
        string[] names = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal).Split('.');
        return (names[..^1].Aggregate(json["expected"]!, static (node, name) => Get(node, name)!), names[^1]);
    }

    private static JsonNode? Get(JsonNode parent, string name) => parent is JsonArray list ? list[Index(name)] : parent[name];

    private static void Set(JsonNode parent, string name, double? value)
    {
        if (parent is JsonArray list)
        {
            list[Index(name)] = value;
        }
        else
        {
            parent[name] = value;
        }
    }

    private static int Index(string name) => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture);
}
