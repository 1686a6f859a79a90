namespace RuVector.Training.Conformance;

/// <summary>What all cases of losses have in common: a value and gradients for each reduction.</summary>
internal static class LossCases
{
    /// <summary>Compares value, unreduced terms and the gradient of every differentiable input.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="comparison">Where results go.</param>
    /// <param name="evaluate">Computes one reduction; the terms of <see cref="Reduction.Sum"/> are those of <c>none</c>.</param>
    public static void Compare(GoldenCase golden, Comparison comparison, Func<Reduction, LossEvaluation> evaluate) =>
        CompareNamed(golden, comparison, name => evaluate(ReductionOf(name)));

    /// <summary>Compares value, unreduced terms and the gradient of every differentiable input, for reductions that this library has no word for.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="comparison">Where results go.</param>
    /// <param name="evaluate">Computes one reduction of the case by its name; the terms of <c>sum</c> are those of <c>none</c>.</param>
    public static void CompareNamed(GoldenCase golden, Comparison comparison, Func<string, LossEvaluation> evaluate)
    {
        foreach (string name in golden.Expected.Names)
        {
            if (name == "none")
            {
                comparison.Singles("none.value", evaluate("sum").Terms, golden.Expected.Tolerance("none.tolerance.value"));
                continue;
            }

            LossEvaluation got = evaluate(name);
            comparison.Number($"{name}.value", got.Value, golden.Expected.Tolerance($"{name}.tolerance.value"));
            foreach (string input in golden.DifferentiableInputs.Where(got.Gradients.ContainsKey))
            {
                comparison.Singles(
                    $"{name}.gradients.{input}",
                    got.Gradients[input],
                    golden.Expected.Tolerance($"{name}.tolerance.gradients.{input}"),
                    golden.UnspecifiedGradientRows(input));
            }
        }
    }

    /// <summary>Reads how pairs are scored.</summary>
    public static ScoreMeasure Similarity(GoldenCase golden) => golden.Parameters.Text("similarity", "cosine") switch
    {
        "cosine" => ScoreMeasure.Cosine,
        "dot" => ScoreMeasure.Dot,
        string other => throw new UnsupportedCaseException($"similarity '{other}' is not cosine or dot"),
    };

    private static Reduction ReductionOf(string name) => name switch
    {
        "mean" or "default" => Reduction.Mean,
        "sum" => Reduction.Sum,
        _ => throw new UnsupportedCaseException($"reduction '{name}' is not mean, sum or none"),
    };
}
