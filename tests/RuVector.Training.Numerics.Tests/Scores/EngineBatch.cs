using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

/// <summary>Random embeddings for any relations.</summary>
internal static class EngineBatch
{
    public static (float[,] Anchors, float[,] Candidates) Embeddings(PairRelations relations, bool alone, int dimension)
    {
        float[,] anchors = Batches.Matrix(relations.AnchorCount, dimension, seed: 21);
        return (anchors, alone ? anchors : Batches.Matrix(relations.CandidateCount, dimension, seed: 22));
    }

    public static ContrastiveBatch Of(float[,] anchors, float[,] candidates, PairRelations relations, bool alone) =>
        alone ? new ContrastiveBatch(anchors, relations) : new ContrastiveBatch(anchors, candidates, relations);
}
