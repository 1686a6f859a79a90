namespace RuVector.Training.Losses;

/// <summary>What losses that write their gradients themselves have in common.</summary>
internal static class DirectOutputs
{
    /// <summary>Overwrites a value, or adds to it.</summary>
    public static void Put(ref float target, double value, bool accumulate) => target = accumulate ? target + (float)value : (float)value;

    /// <summary>Gives rows of a gradient that the loss does not look at the gradient 0.</summary>
    public static void PutZeros(MatrixSpan gradients, bool accumulate)
    {
        if (!accumulate)
        {
            gradients.Fill(0);
        }
    }

    /// <summary>Refuses anchor weights, for losses that are no sum over anchors.</summary>
    public static void RefuseWeights(in ContrastiveBatch batch, string loss)
    {
        if (!batch.AnchorWeights.IsEmpty)
        {
            throw new ArgumentException($"Expected no anchor weights: {loss} is not a sum over anchors.", nameof(batch));
        }
    }
}
