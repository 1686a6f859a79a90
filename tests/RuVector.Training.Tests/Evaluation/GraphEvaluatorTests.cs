using RuVector.Training.Evaluation;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Evaluation;

[TestFixture]
public sealed class GraphEvaluatorTests
{
    // Node 0 points along x; its ancestors 1 and 3 have cosines 0.8 and 0.28, the others 0.6, -1 and 0.
    private static readonly float[,] _nodes = { { 1, 0 }, { 4, 3 }, { 3, 4 }, { 7, 24 }, { -1, 0 }, { 0, 2 } };

    [Test]
    public void Evaluate_HandCase_HasTheseFigures()
    {
        GraphResult result = GraphEvaluator.Evaluate(_nodes, IndexLists.FromRows([1, 3], [], [], [], [], []));

        result.MeanRank.ShouldBe((1 + 2) / 2.0);
        result.MeanAveragePrecision.ShouldBe((1.0 + (2.0 / 3)) / 2, 1e-12);
        (result.NodeCount, result.PairCount).ShouldBe((1, 2L));
    }

    [Test]
    public void Evaluate_SeveralNodes_TakesTheMeanOverNodesAndOverPairs()
    {
        // Node 4: its ancestor 0 has the lowest cosine of all five.
        GraphResult result = GraphEvaluator.Evaluate(_nodes, IndexLists.FromRows([1, 3], [], [], [], [0], []));

        result.MeanRank.ShouldBe((1 + 2 + 5) / 3.0, 1e-12);
        result.MeanAveragePrecision.ShouldBe(((5.0 / 6) + (1.0 / 5)) / 2, 1e-12);
    }

    [Test]
    public void Evaluate_EqualVectors_CountTiesAgainstTheModel()
    {
        float[,] same = { { 1, 2 }, { 1, 2 }, { 1, 2 }, { 1, 2 } };

        GraphResult result = GraphEvaluator.Evaluate(same, IndexLists.FromRows([1, 2], [], [], []));

        result.MeanRank.ShouldBe(2);
        result.MeanAveragePrecision.ShouldBe(((1.0 / 2) + (2.0 / 3)) / 2, 1e-12);
    }

    [Test]
    public void Evaluate_Distance_LooksForTheNearest()
    {
        GraphResult result = GraphEvaluator.Evaluate(new float[,] { { 0 }, { 3 }, { 2 }, { 5 } }, IndexLists.FromRows([1], [], [], []), ScoreMeasure.Euclidean);

        result.MeanRank.ShouldBe(2);
    }

    [Test]
    public void Evaluate_RandomGraph_HasTheFiguresOfTheOracle([Values(ScoreMeasure.Cosine, ScoreMeasure.Dot)] ScoreMeasure measure)
    {
        const int Nodes = 97;
        float[,] vectors = Batches.Matrix(Nodes, 9, seed: 4);
        Random random = new(8);
        IndexLists ancestors = IndexLists.FromRows(
            [.. Enumerable.Range(0, Nodes).Select(node => Enumerable.Range(0, Nodes).Where(other => other != node && random.Next(12) == 0).ToArray())]);

        GraphResult result = GraphEvaluator.Evaluate(vectors, ancestors, measure);

        (double rank, double precision) = Oracle(vectors, ancestors, measure);
        result.MeanRank.ShouldBe(rank, 1e-9);
        result.MeanAveragePrecision.ShouldBe(precision, 1e-9);
    }

    [Test]
    public void DirichletEnergy_HandCase_IsTheMeanOverEdges()
    {
        float[,] nodes = { { 2, 0 }, { 0, 5 }, { -3, 0 }, { 0, 0 } };

        GraphEvaluator.DirichletEnergy(nodes, [new(0, 1), new(0, 2), new(2, 2), new(1, 3)]).ShouldBe((2 + 4 + 0 + 1) / 4.0, 1e-12);
        GraphEvaluator.DirichletEnergy(nodes, []).ShouldBe(0);
    }

    [Test]
    public void Evaluate_BadInput_SaysWhatIsWrong()
    {
        Should.Throw<ArgumentException>(static () => GraphEvaluator.Evaluate(_nodes, IndexLists.FromRows([1]))).Message
            .ShouldStartWith("Expected a list of ancestors for each of 6 nodes and at least one ancestor, but got 1 lists with 1.");
        Should.Throw<ArgumentException>(static () => GraphEvaluator.Evaluate(_nodes, IndexLists.FromRows([], [], [], [], [], []))).Message
            .ShouldStartWith("Expected a list of ancestors for each of 6 nodes and at least one ancestor, but got 6 lists with 0.");
        Should.Throw<ArgumentException>(static () => GraphEvaluator.Evaluate(_nodes, IndexLists.FromRows([], [1], [], [], [], []))).Message
            .ShouldStartWith("Expected ancestors other than the node itself, but node 1 is its own.");
        Should.Throw<ArgumentException>(static () => GraphEvaluator.DirichletEnergy(_nodes, [new(0, 6)])).Message.ShouldStartWith("Expected ends from 0 to 5, but got an edge from 0 to 6.");
        Should.Throw<NonFiniteValueException>(static () => GraphEvaluator.DirichletEnergy(new[,] { { float.NaN } }, []));
    }

    private static (double Rank, double Precision) Oracle(float[,] vectors, IndexLists ancestors, ScoreMeasure measure)
    {
        (double ranks, double precisions, int nodes) = (0, 0, 0);
        for (int node = 0; node < ancestors.Count; node++)
        {
            int self = node;
            int[] own = ancestors[node].ToArray();
            if (own.Length == 0)
            {
                continue;
            }

            nodes++;
            int[] order = [.. Enumerable.Range(0, ancestors.Count).Where(other => other != self).OrderByDescending(other => Score(vectors, self, other, measure))];
            (int found, double precision) = (0, 0);
            for (int i = 0; i < order.Length; i++)
            {
                if (own.Contains(order[i]))
                {
                    found++;
                    precision += found / (i + 1.0);
                    ranks += i + 2 - found;
                }
            }

            precisions += precision / own.Length;
        }

        return (ranks / ancestors.TotalCount, precisions / nodes);
    }

    private static double Score(float[,] vectors, int a, int b, ScoreMeasure measure)
    {
        (double dot, double square) = (0, 0);
        for (int d = 0; d < vectors.GetLength(1); d++)
        {
            dot += (double)vectors[a, d] * vectors[b, d];
            square += (double)vectors[b, d] * vectors[b, d];
        }

        return measure == ScoreMeasure.Dot ? dot : dot / Math.Sqrt(square);
    }
}
