namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Proxies as anchors of the relations; a class without a row in the batch is a row without positives that still has a term.</summary>
[TestFixture]
public sealed class ProxyAnchorTests
{
    [Test]
    public void Evaluate_ProxiesAsAnchors_MatchesGolden()
    {
        GoldenLoss golden = GoldenLoss.Load("proxy_anchor_n6d5c5_a8");
        float[,] proxies = golden.Matrix("proxies"), embeddings = golden.Matrix("embeddings");
        float[,] proxyGradients = new float[5, 5], embeddingGradients = new float[6, 5];
        int[] classes = [.. Enumerable.Range(0, proxies.GetLength(0))];

        LossResult result = new ProxyAnchorLoss(golden.Number("alpha"), golden.Number("margin")).Evaluate(
            new ContrastiveBatch(proxies, embeddings, PairRelations.FromLabels(classes, golden.Integers("labels"))),
            new LossOutputs { AnchorGradients = proxyGradients, CandidateGradients = embeddingGradients });

        golden.ShouldHaveValue("default", result.Value);
        golden.ShouldHaveGradient("default", "proxies", proxyGradients);
        golden.ShouldHaveGradient("default", "embeddings", embeddingGradients);
    }
}
