using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class SpectralRegularizationLossTests
{
    // Node 6 has no edge, node 5 only one of weight 0; edges 0-1 and 1-0 are one edge of weight 1.25.
    private static readonly Edge[] s_edges = [new(0, 1, 0.5f), new(1, 0, 0.75f), new(2, 0, 2f), new(1, 3), new(3, 4, 0.125f), new(4, 0, 3f), new(5, 2, 0f)];
    private static readonly float[,] s_nodes = Batches.Matrix(7, 5, seed: 31);

    [Test]
    public void Evaluate_AnyLaplacianAndDivisor_IsTheTraceAndItsGradient([Values] LaplacianKind laplacian, [Values] LaplacianDivisor divisor)
    {
        const float Weight = 0.75f;
        SpectralRegularizationLoss loss = new(new SpectralRegularizationOptions { Weight = Weight, Laplacian = laplacian, Divisor = divisor });
        Evaluated got = Evaluated.Of(loss, s_nodes, PairRelations.FromEdges(7, s_edges));

        double expected = Expected(Oracle.ToDouble(s_nodes));
        got.Value.ShouldBe(expected, 1e-9 * expected);
        GradientCheck.Of(Expected, s_nodes, step: 1e-4).ShouldBe(got.AnchorGradients, relative: 1e-6, absolute: 1e-6);

        double Expected(double[,] z) => Weight * Oracle.GraphLaplacian(z, s_edges, laplacian == LaplacianKind.SymmetricNormalized)
            / divisor switch { LaplacianDivisor.Nodes => 7, LaplacianDivisor.EdgeWeights => s_edges.Sum(static e => (double)e.Weight), _ => 1 };
    }

    [Test]
    public void Evaluate_WorkedExample_IsTheWeightedSquaredLength()
    {
        Evaluated got = Evaluated.Of(new SpectralRegularizationLoss(), new float[,] { { 0, 0 }, { 3, 4 }, { 9, 9 } }, PairRelations.FromEdges(3, [new(1, 0, 2f)]));
        got.Value.ShouldBe(50);
        got.Result.ShouldBe(new LossResult(50, Terms: 1, ZeroRows: 1));
        got.RowValues.ShouldBe([50f, 0f, 0f]);
        got.AnchorGradients.ShouldBe(new float[,] { { -12, -16 }, { 12, 16 }, { 0, 0 } });
    }

    [Test]
    public void Evaluate_RepeatedEdge_CountsOnceWithTheSumOfItsWeights()
    {
        PairRelations repeated = PairRelations.FromEdges(2, [new(0, 1, 0.5f), new(1, 0, 0.25f)]);
        PairRelations single = PairRelations.FromEdges(2, [new(0, 1, 0.75f)]);
        float[,] nodes = Batches.Matrix(2, 3, seed: 1);
        Evaluated.Of(new SpectralRegularizationLoss(), nodes, repeated).Result.ShouldBe(Evaluated.Of(new SpectralRegularizationLoss(), nodes, single).Result);
    }

    [Test]
    public void Evaluate_NoEdges_IsZero([Values] LaplacianKind laplacian, [Values] LaplacianDivisor divisor)
    {
        SpectralRegularizationLoss loss = new(new SpectralRegularizationOptions { Laplacian = laplacian, Divisor = divisor });
        foreach (PairRelations relations in (PairRelations[])[PairRelations.FromEdges(7, []), PairRelations.None(7), PairRelations.FromEdges(7, [new(0, 1, 0f)])])
        {
            Evaluated got = Evaluated.Of(loss, s_nodes, relations);
            got.Value.ShouldBe(0);
            got.AnchorGradients.Cast<float>().ShouldAllBe(g => g == 0f);
        }
    }

    [Test]
    public void Evaluate_EqualNodes_IsZeroForTheCombinatorialLaplacian()
    {
        float[,] nodes = { { 1, 2 }, { 1, 2 }, { 1, 2 } };
        Evaluated.Of(new SpectralRegularizationLoss(), nodes, PairRelations.FromEdges(3, [new(0, 1), new(1, 2)])).Value.ShouldBe(0);
    }

    [Test]
    public void Evaluate_EmbeddingsWithGradient_NeverHaveAGradientOfZero() =>
        Evaluated.Of(new SpectralRegularizationLoss(), s_nodes, PairRelations.FromEdges(7, s_edges)).AnchorGradients.Cast<float>().Take(25).ShouldAllBe(g => g != 0f);

    [Test]
    public void Evaluate_GradientBeyondFloat_IsNotFinite()
    {
        Evaluated got = Evaluated.Of(new SpectralRegularizationLoss(), new float[,] { { 3e38f }, { -3e38f } }, PairRelations.FromEdges(2, [new(0, 1)]));
        got.Value.ShouldBe(3.6e77, 1e71);
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => float.IsInfinity(g));
    }

    [TestCaseSource(nameof(NotGraphs))]
    public void Evaluate_OtherRelations_AreRefused(PairRelations relations) =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new SpectralRegularizationLoss(), Batches.Matrix(relations.AnchorCount, 3, seed: 1), relations))
            .Message.ShouldStartWith("Expected the weighted edges of a graph over the anchors (PairRelations.FromEdges, no pair ignored), but got other relations.");

    [Test]
    public void Evaluate_CandidatesOfTheirOwn_AreRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new SpectralRegularizationLoss(), s_nodes, s_nodes, PairRelations.FromEdges(7, s_edges)))
            .Message.ShouldStartWith("Expected the weighted edges of a graph over the anchors");

    [Test]
    public void Evaluate_AnchorWeights_AreRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new SpectralRegularizationLoss(), s_nodes, PairRelations.FromEdges(7, s_edges), weights: new float[7]))
            .Message.ShouldStartWith("Expected no anchor weights: the edges of a graph carry the weights.");

    [Test]
    public void Evaluate_CandidateGradients_AreRefused()
    {
        float[,] gradients = new float[7, 5];
        Should.Throw<ArgumentException>(() => new SpectralRegularizationLoss().Evaluate(
            new ContrastiveBatch(s_nodes, PairRelations.FromEdges(7, s_edges)), new LossOutputs { CandidateGradients = gradients })).Message
            .ShouldBe("Expected no candidate gradients, because the candidates are the anchors: their gradient is in the anchor gradients. (Parameter 'outputs')");
    }

    [TestCase(-1f, "-1")]
    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    public void Constructor_WeightOutOfRange_IsRefused(float weight, string shown) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SpectralRegularizationLoss(new SpectralRegularizationOptions { Weight = weight }))
            .Message.ShouldStartWith($"Expected a finite weight of 0 or more, but got {shown}.");

    [Test]
    public void Constructor_UnknownKinds_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SpectralRegularizationLoss(new SpectralRegularizationOptions { Laplacian = (LaplacianKind)2 }))
            .Message.ShouldStartWith("Expected a known LaplacianKind (Combinatorial, SymmetricNormalized), but got 2.");
        Should.Throw<ArgumentOutOfRangeException>(() => new SpectralRegularizationLoss(new SpectralRegularizationOptions { Divisor = (LaplacianDivisor)3 }))
            .Message.ShouldStartWith("Expected a known LaplacianDivisor (None, Nodes, EdgeWeights), but got 3.");
    }

    private static IEnumerable<TestCaseData> NotGraphs()
    {
        yield return new TestCaseData(PairRelations.InBatch(3)).SetArgDisplayNames("pairs");
        yield return new TestCaseData(PairRelations.FromLabels([0, 1, 0])).SetArgDisplayNames("labels");
        yield return new TestCaseData(PairRelations.FromScoredPairs(3, 3, [new(0, 1, -0.5f)])).SetArgDisplayNames("a negative score");
        yield return new TestCaseData(PairRelations.FromScoredPairs(3, 3, [new(0, 1, 1f), new(1, 0, 1f)])).SetArgDisplayNames("both directions of a pair");
        yield return new TestCaseData(PairRelations.FromScoredPairs(3, 3, [new(1, 1, 1f)])).SetArgDisplayNames("a loop");
        yield return new TestCaseData(PairRelations.FromEdges(3, [new(0, 1)]).Ignoring(IndexLists.FromRows([1], [], []))).SetArgDisplayNames("an ignored edge");
        yield return new TestCaseData(PairRelations.FromLists(2, IndexLists.FromRows([], []), IndexLists.FromRows([1], []))).SetArgDisplayNames("negatives");
    }
}
