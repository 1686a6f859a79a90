using RuVector.Training.Optimizers;

namespace RuVector.Training.GuardPages;

/// <summary>Gradient clipping by each norm and by value.</summary>
internal static class ClippingChecks
{
    private const float Bound = 0.5f;

    private delegate double Clipping(Span<float> gradients);

    public static Findings Run()
    {
        Findings findings = new("clipping");
        GuardedFloats gradients = new(RowChecks.LongestRow);
        for (int length = 0; length <= RowChecks.LongestRow; length++)
        {
            float[] start = new Operand(1, length, gap: 0, seed: 1).Values;
            foreach (NormKind norm in Enum.GetValues<NormKind>())
            {
                Check(findings, $"{norm} of {length}", start, gradients, values => GradientClipping.ByGlobalNorm(values, Bound, norm), Norm(start, norm));
            }

            Check(findings, $"ByValue of {length}", start, gradients, static values => GradientClipping.ByValue(values, Bound), start.Count(static value => Math.Abs(value) > Bound));
        }

        return findings;
    }

    private static void Check(Findings findings, string what, float[] start, GuardedFloats gradients, Clipping clip, double expected)
    {
        float[] first = [.. start];
        double answer = clip(first);
        findings.AddError(answer, expected, 1e-12 * expected, what);
        findings.AddResult(first);
        foreach (Place place in Place.All)
        {
            Span<float> result = gradients.Put(start, place);
            findings.AddError(clip(result), answer, 0, what);
            findings.AddRun(result, first, what, place, gradients);
        }
    }

    private static double Norm(float[] values, NormKind norm) => norm switch
    {
        NormKind.L1 => values.Sum(static value => Math.Abs((double)value)),
        NormKind.L2 => Math.Sqrt(values.Sum(static value => (double)value * value)),
        _ => values.Select(static value => (double)Math.Abs(value)).DefaultIfEmpty().Max(),
    };
}
