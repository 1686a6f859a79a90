using System.Text.Json;
using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>One golden file: inputs, expected value and gradients, tolerances.</summary>
internal sealed class GoldenLoss
{
    private readonly string _name;
    private readonly JsonElement _root;

    private GoldenLoss(string name, JsonElement root) => (_name, _root) = (name, root);

    public JsonElement Expected => _root.GetProperty("expected");

    public static GoldenLoss Load(string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", name + ".json");
        return new(name, JsonDocument.Parse(File.ReadAllText(path)).RootElement);
    }

    public float Number(string parameter) => _root.GetProperty("parameters").GetProperty(parameter).GetSingle();

    public ScoreMeasure Measure => _root.GetProperty("parameters").GetProperty("similarity").GetString() == "dot" ? ScoreMeasure.Dot : ScoreMeasure.Cosine;

    public int[] Integers(string input) => [.. Data(Input(input)).Select(static e => e.GetInt32())];

    public float[] Vector(string input) => [.. Data(Input(input)).Select(static e => e.GetSingle())];

    public int[] ShapeOf(string input) => [.. Input(input).GetProperty("shape").EnumerateArray().Select(static e => e.GetInt32())];

    /// <summary>A tensor as a matrix: all axes but the last one are rows.</summary>
    public float[,] Matrix(string input)
    {
        float[] values = Vector(input);
        int columns = ShapeOf(input)[^1];
        float[,] matrix = new float[values.Length / columns, columns];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(float));
        return matrix;
    }

    public void ShouldHaveValue(string reduction, double value)
    {
        JsonElement expected = Expected.GetProperty(reduction);
        ToleranceOf(expected.GetProperty("tolerance").GetProperty("value"))
            .Accepts(value, expected.GetProperty("value").GetDouble()).ShouldBeTrue($"{_name}: {value} against {expected.GetProperty("value").GetDouble()}");
    }

    public void ShouldHaveGradient(string reduction, string tensor, ReadOnlyMatrixSpan gradient)
    {
        JsonElement expected = Expected.GetProperty(reduction);
        double[] values = [.. Data(expected.GetProperty("gradients").GetProperty(tensor)).Select(static e => e.GetDouble())];
        JsonElement tolerance = expected.GetProperty("tolerance").GetProperty("gradients").GetProperty(tensor);
        values.Length.ShouldBe(gradient.Rows * gradient.Columns, $"{_name}: {tensor}");
        for (int row = 0; row < gradient.Rows; row++)
        {
            new Tolerance(tolerance.GetProperty("abs")[row].GetDouble(), tolerance.GetProperty("rel").GetDouble())
                .ShouldAccept(gradient[row], values.AsSpan(row * gradient.Columns, gradient.Columns), $"{_name}: {tensor}[{row}]");
        }
    }

    private static Tolerance ToleranceOf(JsonElement tolerance) => new(tolerance.GetProperty("abs").GetDouble(), tolerance.GetProperty("rel").GetDouble());

    private static IEnumerable<JsonElement> Data(JsonElement tensor) => tensor.GetProperty("data").EnumerateArray();

    private JsonElement Input(string name) => _root.GetProperty("inputs").GetProperty(name);
}
