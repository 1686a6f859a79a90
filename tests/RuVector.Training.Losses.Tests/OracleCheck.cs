using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>A pairwise loss against its oracle, on five anchors in any layout.</summary>
internal static class OracleCheck
{
    public const int Dimension = 6;

    public static readonly float[] Weights = [1f, 0f, 2.5f, 0.25f, 3f];

    /// <summary>Compares value and both gradients.</summary>
    public static void Layout(ILoss loss, OracleSettings settings, Func<double[,], double[,], double> oracle)
    {
        float[,] anchors = Batches.Matrix(Layouts.Anchors, Dimension, seed: 11);
        float[,] candidates = Batches.Matrix(settings.Relations.CandidateCount, Dimension, seed: 12);
        Evaluated got = Evaluated.Of(loss, anchors, candidates, settings.Relations, settings.Weights);

        (double[,] a, double[,] c) = (Oracle.ToDouble(anchors), Oracle.ToDouble(candidates));
        got.Value.ShouldBe(oracle(a, c), 1e-5 * Math.Max(1, oracle(a, c)));
        GradientCheck.Of(x => oracle(x, c), anchors, step: 1e-6).ShouldBe(got.AnchorGradients, absolute: 2e-6);
        GradientCheck.Of(x => oracle(a, x), candidates, step: 1e-6).ShouldBe(got.CandidateGradients, absolute: 2e-6);
    }

    /// <summary>The gradient that a pair gives to one of its vectors must be finite and must not depend on how long cosine vectors are.</summary>
    public static void ScaledEmbeddings(Func<ILoss> create, float[,] anchors, float[,] candidates, PairRelations relations, float factor)
    {
        (Evaluated plain, Evaluated scaled) = (Evaluated.Of(create(), anchors, candidates, relations), Evaluated.Of(create(), Times(anchors, factor), Times(candidates, factor), relations));
        scaled.Value.ShouldBe(plain.Value, 2e-6 * Math.Max(1, plain.Value));
        Tolerance tolerance = new(5e-6, 1e-4);
        tolerance.ShouldAccept([.. Times(scaled.AnchorGradients, factor).Cast<float>()], [.. plain.AnchorGradients.Cast<float>().Select(static g => (double)g)], "anchor gradient");
        tolerance.ShouldAccept([.. Times(scaled.CandidateGradients, factor).Cast<float>()], [.. plain.CandidateGradients.Cast<float>().Select(static g => (double)g)], "candidate gradient");
    }

    private static float[,] Times(float[,] matrix, float factor)
    {
        float[,] result = (float[,])matrix.Clone();
        for (int i = 0; i < matrix.Length; i++)
        {
            result[i / matrix.GetLength(1), i % matrix.GetLength(1)] *= factor;
        }

        return result;
    }
}
