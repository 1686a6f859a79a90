namespace RuVector.Training.Conformance;

/// <summary>Compares what the library computes with what a case expects, and remembers which results were compared.</summary>
public sealed class Comparison(GoldenCase golden)
{
    private readonly HashSet<string> _compared = [];

    /// <summary>Gets the number of numbers compared.</summary>
    public long Numbers { get; private set; }

    /// <summary>Gets the number of numbers that are too far off.</summary>
    public long Mismatches { get; private set; }

    /// <summary>Gets the number that is farthest off, measured by what is allowed.</summary>
    public Mismatch? Worst { get; private set; }

    /// <summary>Gets what a runner left out: expected results, and differentiable inputs of which no gradient was compared.</summary>
    public IEnumerable<string> NotCompared =>
    [
        .. golden.Expected.Paths.Where(path => !_compared.Contains(path)),
        .. golden.DifferentiableInputs.Where(input => !_compared.Any(path => path.EndsWith($".gradients.{input}", StringComparison.Ordinal))).Select(static input => $"the gradient of {input}"),
    ];

    /// <summary>Compares a number.</summary>
    /// <param name="path">Which expected result.</param>
    /// <param name="got">What the library computes.</param>
    /// <param name="tolerance">How near it has to be.</param>
    public void Number(string path, double got, GoldenTolerance tolerance) => Values(path, [got], tolerance);

    /// <summary>Compares a tensor or a list in float32.</summary>
    /// <param name="path">Which expected result.</param>
    /// <param name="got">What the library computes, row-major.</param>
    /// <param name="tolerance">How near it has to be.</param>
    /// <param name="finiteRows">Rows that only have to be finite.</param>
    public void Singles(string path, ReadOnlySpan<float> got, GoldenTolerance tolerance, IReadOnlySet<int>? finiteRows = null)
    {
        double?[] values = new double?[got.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = got[i];
        }

        Values(path, values, tolerance, finiteRows);
    }

    /// <summary>Compares a list of indices; equal or wrong.</summary>
    /// <param name="path">Which expected result.</param>
    /// <param name="got">What the library chooses.</param>
    public void Indices(string path, ReadOnlySpan<int> got) => Values(path, Array.ConvertAll(got.ToArray(), static index => (double?)index), GoldenTolerance.Exact);

    /// <summary>Takes an expected result as a key (a step, a cut-off) that says what to compute, not as something to compare.</summary>
    /// <param name="path">Which expected result.</param>
    /// <returns>The key.</returns>
    public int Key(string path)
    {
        _compared.Add(path);
        return golden.Expected[path].Values is [double value] && value == (int)value
            ? (int)value
            : throw new GoldenFormatException($"Expected expected.{path} to be an integer.");
    }

    /// <summary>Compares values of which some may be missing.</summary>
    /// <param name="path">Which expected result.</param>
    /// <param name="got">What the library computes; <see langword="null"/> for no value.</param>
    /// <param name="tolerance">How near it has to be.</param>
    /// <param name="finiteRows">Rows that only have to be finite.</param>
    public void Values(string path, ReadOnlySpan<double?> got, GoldenTolerance tolerance, IReadOnlySet<int>? finiteRows = null)
    {
        GoldenResult expected = golden.Expected[path];
        tolerance.CheckRows(path, expected.Rows);
        _compared.Add(path);
        if (got.Length != expected.Values.Count)
        {
            Add(new Mismatch($"{path}.length", [], expected.Values.Count, got.Length, 0));
        }

        for (int i = 0; i < Math.Min(got.Length, expected.Values.Count); i++)
        {
            int row = i / Math.Max(1, expected.Columns);
            double allowed = finiteRows?.Contains(row) == true ? double.PositiveInfinity : tolerance.Allowed(expected.Values[i].GetValueOrDefault(), row);
            if (!IsNear(got[i], expected.Values[i], allowed))
            {
                Add(new Mismatch(path, IndexOf(i, expected.Shape), expected.Values[i], got[i], allowed));
            }
        }

        Numbers += Math.Max(got.Length, expected.Values.Count);
    }

    private static bool IsNear(double? got, double? expected, double allowed) =>
        got is double value && expected is double wanted ? double.IsFinite(value) && Math.Abs(value - wanted) <= allowed : got.HasValue == expected.HasValue;

    private static int[] IndexOf(int flat, IReadOnlyList<int> shape)
    {
        int[] index = new int[shape.Count];
        for (int axis = index.Length - 1; axis >= 0; axis--)
        {
            (flat, index[axis]) = Math.DivRem(flat, shape[axis]);
        }

        return index;
    }

    private void Add(Mismatch mismatch)
    {
        Mismatches++;
        if (Worst is null || mismatch.Excess > Worst.Excess)
        {
            Worst = mismatch;
        }
    }
}
