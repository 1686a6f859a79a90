namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>CoSENT over scored pairs: the relations carry the human scores.</summary>
[TestFixture]
public sealed class CosentTests
{
    [TestCase("cosent_n5d5_s5_ties")]
    [TestCase("cosent_n6d8_s20")]
    public void Evaluate_ScoredPairs_MatchesGolden(string name)
    {
        GoldenLoss golden = GoldenLoss.Load(name);
        float[,] u = golden.Matrix("u"), v = golden.Matrix("v");
        int count = u.GetLength(0);
        float[,] gradientsU = new float[count, u.GetLength(1)], gradientsV = new float[count, u.GetLength(1)];
        ScoredPair[] pairs = [.. golden.Vector("labels").Select(static (score, i) => new ScoredPair(i, i, score))];

        LossResult result = new CosentLoss(golden.Number("scale")).Evaluate(
            new ContrastiveBatch(u, v, PairRelations.FromScoredPairs(count, count, pairs)), new LossOutputs { AnchorGradients = gradientsU, CandidateGradients = gradientsV });

        golden.ShouldHaveValue("default", result.Value);
        golden.ShouldHaveGradient("default", "u", gradientsU);
        golden.ShouldHaveGradient("default", "v", gradientsV);
    }
}
