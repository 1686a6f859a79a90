namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>SupCon: the batch has no other candidates than its anchors, the relations are the labels.</summary>
[TestFixture]
public sealed class SupConTests
{
    [TestCase("supcon_cosine_n6d5_t0p07")]
    [TestCase("supcon_cosine_n6d7_t0p2_lonely")]
    [TestCase("supcon_dot_n7d6_t1")]
    public void Evaluate_Labels_MatchesGolden(string name)
    {
        GoldenLoss golden = GoldenLoss.Load(name);
        float[,] embeddings = golden.Matrix("embeddings");
        float[,] gradients = new float[embeddings.GetLength(0), embeddings.GetLength(1)];

        LossResult result = new RowLoss<SupConRow>(new(golden.Number("temperature")), golden.Measure).Evaluate(
            ContrastiveBatch.Labelled(embeddings, golden.Integers("labels")), new LossOutputs { AnchorGradients = gradients });

        golden.ShouldHaveValue("mean", result.Value);
        golden.ShouldHaveGradient("mean", "embeddings", gradients);
    }
}
