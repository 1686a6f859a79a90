using System.Text.Json;
using System.Text.Json.Serialization;

namespace RuVector.Training.Data;

/// <summary>The counts in the <c>meta.json</c> of a reverse dictionary.</summary>
internal sealed record ReverseDictionaryInfo
{
    public required int Dim { get; init; }

    public required int Rows { get; init; }

    public required int Candidates { get; init; }

    public required int Train { get; init; }

    public required int Valid { get; init; }

    public required int Test { get; init; }

    public static ReverseDictionaryInfo Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            ReverseDictionaryInfo? info = JsonSerializer.Deserialize(stream, DataJsonContext.Default.ReverseDictionaryInfo);
            return info ?? throw new TrainingDataException(path, 1, 1, "Expected an object, but got null.");
        }
        catch (JsonException e)
        {
            throw new TrainingDataException(path, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, e.Message);
        }
    }

    /// <summary>Refuses a count that the files do not have.</summary>
    public static void Require(string path, string key, int declared, int actual)
    {
        if (declared != actual)
        {
            throw new TrainingDataException(path, $"Expected \"{key}\" to be {actual}, as the files have, but got {declared}.");
        }
    }
}

/// <summary>Generated JSON readers of data descriptions.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReverseDictionaryInfo))]
internal sealed partial class DataJsonContext : JsonSerializerContext;
