using RuVector.Training.Numerics;

namespace RuVector.Training.GuardPages;

/// <summary>The functions of every value of a row, each length across the vector widths.</summary>
internal static class FunctionChecks
{
    private const float Scale = 5f;

    private delegate void RowFunction(ReadOnlySpan<float> values, Span<float> results);

    public static Findings Run()
    {
        Findings findings = new("functions");
        GuardedFloats input = new(RowChecks.LongestRow), output = new(RowChecks.LongestRow);
        for (int length = 0; length <= RowChecks.LongestRow; length++)
        {
            float[] row = new Operand(1, length, gap: 0, seed: 1).Values, positive = [.. row.Select(static x => Math.Abs(x) + 0.01f)];
            double sum = row.Sum(static x => Math.Exp((double)Scale * x));
            Check(findings, "Exp", row, StableMath.Exp, Math.Exp, input, output);
            Check(findings, "Log", positive, StableMath.Log, Math.Log, input, output);
            Check(findings, "Softplus", row, StableMath.Softplus, StableMath.Softplus, input, output);
            Check(findings, "Sigmoid", row, StableMath.Sigmoid, StableMath.Sigmoid, input, output);
            Check(findings, "SoftMax", row, static (values, results) => StableMath.SoftMax(values, Scale, results), x => Math.Exp(Scale * x) / sum, input, output);
        }

        return findings;
    }

    private static void Check(Findings findings, string name, float[] row, RowFunction function, Func<double, double> exact, GuardedFloats input, GuardedFloats output)
    {
        string what = $"{name} of {row.Length}";
        float[] first = new float[row.Length];
        function(row, first);
        for (int i = 0; i < row.Length; i++)
        {
            double expected = exact(row[i]);
            findings.AddError(first[i], expected, 3e-6 * Math.Abs(expected), what);
        }

        foreach (Place place in Place.All)
        {
            Span<float> results = output.Put(row, place);
            function(input.Put(row, place), results);
            findings.AddRun(results, first, what, place, input, output);
        }
    }
}
