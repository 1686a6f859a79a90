using System.Text.Json;

namespace RuVector.Training.Conformance;

/// <summary>One expected result: a number, a list or a tensor. A null says that there is no value (a query without relevant items).</summary>
/// <param name="Shape">The sizes; none for a number.</param>
/// <param name="Values">The values, row-major.</param>
public sealed record GoldenResult(IReadOnlyList<int> Shape, IReadOnlyList<double?> Values)
{
    /// <summary>Gets the number of rows: the leading axes flattened; a scalar or one-axis result is one row.</summary>
    public int Rows => Shape.Take(Shape.Count - 1).Aggregate(1, static (product, size) => product * size);

    /// <summary>Gets the size of the last axis; 1 for a number.</summary>
    public int Columns => Shape.Count == 0 ? 1 : Shape[^1];

    internal static GoldenResult Read(JsonElement element, string path)
    {
        if (GoldenJson.IsTensor(element))
        {
            GoldenTensor tensor = GoldenJson.Tensor(element, path);
            return new(tensor.Shape, [.. tensor.Values.ToArray().Select(static value => (double?)value)]);
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            double?[] values = GoldenJson.List(element, path, OptionalNumber);
            return new([values.Length], values);
        }

        return new([], [OptionalNumber(element, path)]);
    }

    private static double? OptionalNumber(JsonElement element, string path) => element.ValueKind == JsonValueKind.Null ? null : GoldenJson.Number(element, path);
}
