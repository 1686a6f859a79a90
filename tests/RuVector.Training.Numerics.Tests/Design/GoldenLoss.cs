using System.Text.Json;

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
        JsonElement expected = Expected.GetProperty(reduction), tolerance = expected.GetProperty("tolerance").GetProperty("value");
        ShouldAccept(_name, value, expected.GetProperty("value"), tolerance.GetProperty("abs"), tolerance.GetProperty("rel"));
    }

    public void ShouldHaveGradient(string reduction, string tensor, ReadOnlyMatrixSpan gradient)
    {
        JsonElement expected = Expected.GetProperty(reduction);
        JsonElement[] values = [.. Data(expected.GetProperty("gradients").GetProperty(tensor))];
        JsonElement tolerance = expected.GetProperty("tolerance").GetProperty("gradients").GetProperty(tensor);
        values.Length.ShouldBe(gradient.Rows * gradient.Columns, $"{_name}: {tensor}");
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int column) = (i / gradient.Columns, i % gradient.Columns);
            ShouldAccept($"{_name}: {tensor}[{row}, {column}]", gradient[row][column], values[i], tolerance.GetProperty("abs")[row], tolerance.GetProperty("rel"));
        }
    }

    /// <summary>The rule of the golden files: the absolute and the relative tolerance are added.</summary>
    private static void ShouldAccept(string name, double got, JsonElement expected, JsonElement absolute, JsonElement relative)
    {
        double number = expected.GetDouble(), allowed = absolute.GetDouble() + (relative.GetDouble() * Math.Abs(number));
        (Math.Abs(got - number) <= allowed).ShouldBeTrue(FormattableString.Invariant($"{name}: expected {number:R} +- {allowed:G3}, but got {got:R}"));
    }

    private static IEnumerable<JsonElement> Data(JsonElement tensor) => tensor.GetProperty("data").EnumerateArray();

    private JsonElement Input(string name) => _root.GetProperty("inputs").GetProperty(name);
}
