using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>Clipping of several gradients by one norm, or value by value.</summary>
internal sealed class GradientClippingCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["clip_grad_norm", "clip_grad_value"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor[] tensors = golden.Inputs.Tensors("gradients");
        float[] gradients = [.. tensors.SelectMany(static tensor => tensor.ToSingles())];
        if (golden.Function == "clip_grad_value")
        {
            GradientClipping.ByValue(gradients, (float)golden.Parameters.Number("clip_value"));
        }
        else
        {
            double norm = GradientClipping.ByGlobalNorm(gradients, (float)golden.Parameters.Number("max_norm"), NormOf(golden.Parameters));
            comparison.Number("total_norm", norm, golden.Expected.Tolerance("tolerance.total_norm"));
        }

        int start = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            comparison.Singles($"clipped[{i}]", gradients.AsSpan(start, tensors[i].Length), golden.Expected.Tolerance("tolerance.clipped"));
            start += tensors[i].Length;
        }
    }

    private static NormKind NormOf(GoldenObject parameters) => parameters.NumberOrText("norm_type", "2") switch
    {
        "1" => NormKind.L1,
        "2" => NormKind.L2,
        "inf" => NormKind.Infinity,
        string other => throw new UnsupportedCaseException($"norm_type '{other}' is not 1, 2 or inf"),
    };
}
