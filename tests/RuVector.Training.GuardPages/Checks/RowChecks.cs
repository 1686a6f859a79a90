using RuVector.Training.Numerics;

namespace RuVector.Training.GuardPages;

/// <summary>The kernels over rows, each length across the vector widths.</summary>
internal static class RowChecks
{
    public const int LongestRow = 257;
    private const float Scale = 5f;

    public static Findings Run()
    {
        Findings findings = new("rows");
        GuardedFloats input = new(2 * (LongestRow + 2)), output = new(2 * (LongestRow + 2));
        for (int length = 0; length <= LongestRow; length++)
        {
            Operand row = new(1, length, gap: 0, seed: 1), gradient = new(1, length, gap: 0, seed: 2), pair = new(2, length, gap: length % 3, seed: 3);
            CheckLength(findings, row.Values, input);
            CheckFinite(findings, row.Values, input);
            CheckNormalize(findings, pair, input, output);
            CheckPullBack(findings, row.Values, gradient.Values, input, output);
            CheckLogSumExp(findings, row.Values, input, output);
        }

        return findings;
    }

    private static void CheckLength(Findings findings, float[] row, GuardedFloats input)
    {
        string what = $"Length of {row.Length}";
        double first = UnitRows.Length(row), expected = LengthInDouble(row);
        findings.AddError(first, expected, 1e-6 * expected, what);
        foreach (Place place in Place.All)
        {
            findings.AddRun([(float)UnitRows.Length(input.Put(row, place))], [(float)first], what, place, input);
        }
    }

    private static void CheckFinite(Findings findings, float[] row, GuardedFloats input)
    {
        foreach (Place place in Place.All)
        {
            findings.AddRun([FiniteRows.AreAllFinite(input.Put(row, place)) ? 1 : 0], [1f], $"AreAllFinite of {row.Length}", place, input);
        }
    }

    private static void CheckNormalize(Findings findings, Operand pair, GuardedFloats input, GuardedFloats output)
    {
        string what = $"Normalize of [2, {pair.Columns}]";
        double[] lengths = new double[2];
        float[] first = [.. pair.Values];
        UnitRows.Normalize(pair.View(pair.Values), pair.View(first), lengths);
        for (int i = 0; i < 2 * pair.Columns; i++)
        {
            int at = (i / pair.Columns * pair.Stride) + (i % pair.Columns);
            double expected = pair.Values[at] / LengthInDouble(pair.View(pair.Values)[i / pair.Columns]);
            findings.AddError(first[at], expected, 1e-6 * Math.Abs(expected), what);
        }

        foreach (Place place in Place.All)
        {
            Span<float> unit = output.Put(pair.Values, place);
            UnitRows.Normalize(pair.View(input.Put(pair.Values, place)), pair.View(unit), lengths);
            findings.AddRun(unit, first, what, place, input, output);
        }
    }

    private static void CheckPullBack(Findings findings, float[] unit, float[] gradient, GuardedFloats input, GuardedFloats output)
    {
        string what = $"PullBack of {unit.Length}";
        float[] first = [.. gradient];
        UnitRows.PullBack(unit, length: 2, factor: 3, first);
        double along = 0, terms = 0;
        for (int i = 0; i < unit.Length; i++)
        {
            along += (double)gradient[i] * unit[i];
            terms += Math.Abs((double)gradient[i] * unit[i]);
        }

        for (int i = 0; i < unit.Length; i++)
        {
            findings.AddError(first[i], 1.5 * (gradient[i] - (along * unit[i])), 1e-6 * (Math.Abs(gradient[i]) + (terms * Math.Abs(unit[i]))), what);
        }

        foreach (Place place in Place.All)
        {
            Span<float> result = output.Put(gradient, place);
            UnitRows.PullBack(input.Put(unit, place), length: 2, factor: 3, result);
            findings.AddRun(result, first, what, place, input, output);
        }
    }

    private static void CheckLogSumExp(Findings findings, float[] row, GuardedFloats input, GuardedFloats output)
    {
        string what = $"LogSumExp of {row.Length}";
        float[] first = new float[row.Length];
        float logarithm = (float)StableMath.LogSumExp(row, Scale, first, out _);
        if (row.Length > 0)
        {
            double expected = Math.Log(row.Sum(static v => Math.Exp((double)Scale * v)));
            findings.AddError(logarithm, expected, 1e-6 * Math.Max(1, Math.Abs(expected)), what);
        }

        foreach (Place place in Place.All)
        {
            Span<float> exponentials = output.Put(row, place);
            findings.AddRun([(float)StableMath.LogSumExp(input.Put(row, place), Scale, exponentials, out _)], [logarithm], what, place, input, output);
            findings.AddRun(exponentials, first, what, place, input, output);
        }
    }

    private static double LengthInDouble(ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (float value in row)
        {
            sum += (double)value * value;
        }

        return Math.Sqrt(sum);
    }
}
