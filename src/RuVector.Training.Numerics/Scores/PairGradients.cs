namespace RuVector.Training.Numerics;

/// <summary>What a single pair gives back to its two vectors.</summary>
/// <remarks>A distance goes back through the difference of the vectors, so that close pairs keep their digits.</remarks>
internal static class PairGradients
{
    /// <summary>Adds to the gradient of a loaded anchor.</summary>
    public static void AddToAnchor(scoped in ScoreOperands operands, ReadOnlySpan<float> anchor, int candidate, float derivative, Span<float> gradient)
    {
        ReadOnlySpan<float> vector = operands.Candidates[candidate];
        if (operands.IsProduct)
        {
            AddScaled(gradient, vector, ScoreOperands.UsesUnitRows(operands.Measure) ? derivative * operands.CandidateFacts.Scales[candidate] : derivative);
        }
        else
        {
            Differences.AddScaled(gradient, anchor, vector, derivative);
        }
    }

    /// <summary>Adds to the gradient of a candidate, or of its unit row where the measure uses those.</summary>
    public static void AddToCandidate(scoped in ScoreOperands operands, int anchor, int candidate, float derivative, Span<float> gradient)
    {
        ReadOnlySpan<float> vector = operands.Anchors[anchor];
        if (operands.IsProduct)
        {
            AddScaled(gradient, vector, AnchorFactor(operands, anchor, derivative));
        }
        else
        {
            Differences.AddScaled(gradient, operands.Candidates[candidate], vector, derivative);
        }
    }

    /// <summary>Gets what a pair of a product gives back to its candidate, as a multiple of the anchor as it was given.</summary>
    public static double AnchorFactor(scoped in ScoreOperands operands, int anchor, float derivative) =>
        ScoreOperands.UsesUnitRows(operands.Measure) ? derivative * operands.AnchorFacts.Scales[anchor] : derivative;

    /// <summary>Adds a vector times a factor, in double where the factor leaves the range of float32.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> source, double factor)
    {
        if (float.IsNormal((float)factor))
        {
            RowKernels.AddScaled(source, (float)factor, target);
            return;
        }

        for (int i = 0; factor != 0 && i < target.Length; i++)
        {
            target[i] += (float)(factor * source[i]);
        }
    }
}
