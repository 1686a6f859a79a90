using System.Runtime.InteropServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.GuardPages;

/// <summary>The search for nearest rows: the rounding of rows to pairs, and whole searches with all operands beside guard pages.</summary>
internal static class NearestChecks
{
    private const int LongestRow = 130;
    private const int Count = 3;
    private static readonly int[] s_queries = [1, 2, 15, 16, 17, 33];
    private static readonly int[] s_candidates = [1, 5, 6, 7, 96, 97, 193];
    private static readonly int[] s_dimensions = [1, 2, 3, 7, 8, 9, 16, 17];

    public static Findings Run()
    {
        Findings findings = new("nearest");
        GuardedFloats input = new(Operand.Largest), output = new(Operand.Largest), scores = new(Operand.Largest);
        for (int length = 0; length <= LongestRow; length++)
        {
            CheckRounding(findings, length, input, output);
        }

        int count = 0;
        foreach ((int queries, int candidates, int dimension) in from q in s_queries from n in s_candidates from d in s_dimensions select (q, n, d))
        {
            Operand left = new(queries, dimension, gap: count % 3, seed: 1), right = new(candidates, dimension, gap: count % 2, seed: 2);
            CheckSearch(findings, left, right, (ScoreMeasure)(count % 4), offset: 1 + (count % (Place.Offsets - 1)), (input, output, scores));
            count++;
        }

        return findings;
    }

    private static unsafe void CheckRounding(Findings findings, int length, GuardedFloats input, GuardedFloats output)
    {
        string what = $"Round of {length}";
        Operand row = new(1, length, gap: 0, seed: 1);
        float[] unit = new float[length], first = new float[(length + 1) / 2];
        UnitRows.Normalize(row.View(row.Values), new MatrixSpan(unit, 1, length), new double[1]);
        double error = Round(unit, first);
        for (int i = 0; i < length; i++)
        {
            findings.AddError(MemoryMarshal.Cast<float, short>(first)[i], PairRounding.ScaleOf(unit) * (double)unit[i], allowed: 0.502, what);
        }

        foreach (Place place in Place.All)
        {
            Span<float> pairs = output.Put(new float[first.Length], place);
            double again = Round(input.Put(unit, place), pairs);
            findings.AddRun(pairs, first, what, place, input, output);
            findings.AddRun([(float)again], [(float)error], what, place, input, output);
        }
    }

    private static unsafe double Round(ReadOnlySpan<float> unit, Span<float> pairs)
    {
        fixed (float* target = pairs)
        {
            return PairRounding.Round(unit, PairRounding.ScaleOf(unit), (short*)target);
        }
    }

    private static void CheckSearch(
        Findings findings, Operand queries, Operand candidates, ScoreMeasure measure, int offset, (GuardedFloats Queries, GuardedFloats Candidates, GuardedFloats Scores) memory)
    {
        string what = $"Find {measure} of [{queries.Rows}, {queries.Columns}] among {candidates.Rows}";
        int[] expected = new int[queries.Rows * Count], indices = new int[queries.Rows * Count];
        float[] first = new float[queries.Rows * Count];
        NearestRows.Find(queries.View(queries.Values), candidates.View(candidates.Values), measure, Count, null, expected, first);
        findings.AddResult(first);
        foreach (Place place in Place.TouchingAndAt(offset))
        {
            Span<float> scores = memory.Scores.Put(new float[first.Length], place);
            NearestRows.Find(queries.View(memory.Queries.Put(queries.Values, place)), candidates.View(memory.Candidates.Put(candidates.Values, place)), measure, Count, null, indices, scores);
            findings.AddRun(scores, first, what, place, memory.Queries, memory.Candidates, memory.Scores);
            if (!indices.AsSpan().SequenceEqual(expected))
            {
                throw new CheckFailedException($"{what} at {place}: other indices than in managed memory.");
            }
        }
    }
}
