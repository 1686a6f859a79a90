using RuVector.Training.Mining;

namespace RuVector.Training.Conformance;

/// <summary>The filter against false negatives over given similarities.</summary>
internal sealed class MarginFilterCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["margin_filter"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor scores = golden.Inputs.Tensor("scores").OfShape(-1, -1);
        float[] positives = golden.Inputs.Tensor("positive_scores").OfShape(scores.Rows).ToSingles();
        FalseNegativeFilter filter = new(OptionsOf(golden.Parameters));
        if (golden.Parameters.Has("relative_margin") && positives.Any(static score => score < 0))
        {
            throw new UnsupportedCaseException("a relative margin of a negative positive score: the case takes positive * (1 - margin), our filter positive - |positive| * margin");
        }

        int most = golden.Parameters.Has("k") ? golden.Parameters.WholeNumber("k") : scores.Columns;
        float[] values = scores.ToSingles();
        int[][] kept = new int[scores.Rows][];
        for (int row = 0; row < kept.Length; row++)
        {
            int[] positions = new int[most];
            kept[row] = positions[..filter.Keep(values.AsSpan(row * scores.Columns, scores.Columns), [positives[row]], positions)];
        }

        MiningCases.CompareIndices(comparison, "indices", kept);
    }

    private static MiningOptions OptionsOf(GoldenObject parameters) => new()
    {
        AbsoluteMargin = (float?)parameters.OptionalNumber("absolute_margin"),
        RelativeMargin = (float?)parameters.OptionalNumber("relative_margin"),
        MaximumScore = (float?)parameters.OptionalNumber("max_score"),
        MinimumScore = (float?)parameters.OptionalNumber("min_score"),
    };
}
