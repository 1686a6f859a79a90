namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    /// <summary>SigLIP: the sum over all pairs of a row of the logarithm of 1 + exp of the logit, with its sign turned for positives.</summary>
    public static double SigLip(double[,] anchors, double[,] candidates, OracleSettings settings, double scale, double bias) =>
        Pairwise(anchors, candidates, settings with { KeepsOneSidedRows = true }, (positives, negatives) =>
            (positives.Sum(score => CrossEntropy(0, [-((scale * score) + bias)])) + negatives.Sum(score => CrossEntropy(0, [(scale * score) + bias])),
            positives.Length + negatives.Length > 0 ? 1 : 0));
}
