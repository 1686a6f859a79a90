using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Proxy-anchor loss; the proxies are the anchors of the batch.</summary>
internal sealed class ProxyAnchorCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["proxy_anchor"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        if (LossCases.Similarity(golden) != ScoreMeasure.Cosine)
        {
            throw new UnsupportedCaseException("the proxy-anchor loss has cosines alone");
        }

        LabelledInputs inputs = new(golden);
        LossCases.Compare(golden, comparison, reduction => inputs.EvaluateAgainst(
            new ProxyAnchorLoss(new ProxyAnchorOptions
            {
                Scale = (float)golden.Parameters.Number("alpha"),
                Margin = (float)golden.Parameters.Number("margin"),
                Reduction = reduction,
            }),
            "proxies",
            classesAreAnchors: true));
    }
}
