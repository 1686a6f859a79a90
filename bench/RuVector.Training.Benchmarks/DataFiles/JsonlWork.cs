using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RuVector.Training.Data;

namespace RuVector.Training.Benchmarks;

/// <summary>Labelled rows of 100 numbers as JSONL in memory, and the ways to read them.</summary>
internal sealed partial class JsonlWork(string name, Func<float, string> write)
{
    /// <summary>How many lines there are.</summary>
    public const int Rows = 20_000;

    private const int Dimension = 100;

    private readonly byte[] _lines = Lines(write);

    public string Name { get; } = name;

    public int ByteCount => _lines.Length;

    /// <summary>As many digits as a float32 needs.</summary>
    public static string ShortNumbers(float value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>As many digits as Python writes, which has no float32.</summary>
    public static string LongNumbers(float value) => ((double)value).ToString(CultureInfo.InvariantCulture);

    public void Check() => JsonlFile.Check(new MemoryStream(_lines), Name, RecordKind.LabelledRows);

    public void Read() => JsonlFile.ReadLabelledRows(new MemoryStream(_lines), Name);

    /// <summary>The platform's deserializer, generated code: no line numbers, no checks.</summary>
    public void Deserialize() => DeserializeAsync().AsTask().GetAwaiter().GetResult();

    private static byte[] Lines(Func<float, string> write)
    {
        float[] values = Data.Normal(Rows * Dimension, 5);
        StringBuilder lines = new();
        for (int row = 0; row < Rows; row++)
        {
            string vector = string.Join(",", values.Skip(row * Dimension).Take(Dimension).Select(write));
            lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"row{row}\",\"vector\":[{vector}],\"label\":{row % 50}}}\n");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private async ValueTask DeserializeAsync()
    {
        int count = 0;
        await foreach (Row? row in JsonSerializer.DeserializeAsyncEnumerable(new MemoryStream(_lines), RowContext.Default.Row, topLevelValues: true).ConfigureAwait(false))
        {
            count += row!.Vector!.Length;
        }

        if (count != Rows * Dimension)
        {
            throw new InvalidOperationException($"Expected {Rows * Dimension} values, but got {count}.");
        }
    }

    internal sealed class Row
    {
        public string? Id { get; set; }

        public float[]? Vector { get; set; }

        public int Label { get; set; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Row))]
    internal sealed partial class RowContext : JsonSerializerContext;
}
