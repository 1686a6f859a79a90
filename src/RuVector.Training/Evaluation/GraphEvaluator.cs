using RuVector.Training.Numerics;

namespace RuVector.Training.Evaluation;

/// <summary>Judges vectors of the nodes of a graph: are a node's ancestors nearer to it than all other nodes?</summary>
/// <remarks>
/// <para>Exact: every node is scored against every other one by matrix products, a tile of nodes at a time; memory is linear in the nodes.</para>
/// <para>Source: Nickel, Kiela, "Poincare Embeddings for Learning Hierarchical Representations", 2017: reconstruction.</para>
/// </remarks>
public static class GraphEvaluator
{
    /// <summary>Ranks the ancestors of every node among the nodes that are not its ancestors, the node itself left out.</summary>
    /// <remarks>
    /// <para>Average precision of a node: the mean over its ancestors, best first, of <c>i / (i + r_i - 1)</c>, where r_i is the rank of the i-th ancestor among the others. Ties count against the model.</para>
    /// <para>A zero vector has cosine 0 with everything, and so ties; non-finite vectors are refused; a score that overflows to NaN counts against the model.</para>
    /// </remarks>
    /// <param name="nodes">A vector for each node, shape <c>[N, D]</c>.</param>
    /// <param name="ancestors">The ancestors of each node; nodes without any are not scored.</param>
    /// <param name="measure">How pairs are scored; of a distance, less is better.</param>
    /// <returns>Mean rank and MAP.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, no node has an ancestor, or a node is its own ancestor.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public static GraphResult Evaluate(ReadOnlyMatrixSpan nodes, IndexLists ancestors, ScoreMeasure measure = ScoreMeasure.Cosine)
    {
        ArgumentNullException.ThrowIfNull(ancestors);
        if (ancestors.Count != nodes.Rows || ancestors.TotalCount == 0)
        {
            throw new ArgumentException(
                $"Expected a list of ancestors for each of {nodes.Rows} nodes and at least one ancestor, but got {ancestors.Count} lists with {ancestors.TotalCount}.", nameof(ancestors));
        }

        for (int node = 0; node < ancestors.Count; node++)
        {
            if (ancestors[node].BinarySearch(node) >= 0)
            {
                throw new ArgumentException($"Expected ancestors other than the node itself, but node {node} is its own.", nameof(ancestors));
            }
        }

        RankedPairs pairs = new(nodes.Rows, ancestors, ignored: null, candidatesAreAnchors: true);
        AncestorVisitor visitor = new(Ranks.IsDistance(measure));
        ScoreEngine.Visit(new MiningRequest(nodes, nodes, pairs, negativesPerAnchor: 0), measure, ref visitor);
        return visitor.ToResult();
    }

    /// <summary>Computes the Dirichlet energy: the mean over edges of the squared difference of the unit vectors of their ends.</summary>
    /// <param name="nodes">A vector for each node, shape <c>[N, D]</c>; the unit vector of a zero vector is zero.</param>
    /// <param name="edges">The edges; their weights do not matter.</param>
    /// <returns>A number in [0, 4]; 0 for no edge.</returns>
    /// <exception cref="ArgumentException">An end is out of range.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public static double DirichletEnergy(ReadOnlyMatrixSpan nodes, ReadOnlySpan<Edge> edges)
    {
        FiniteRows.Require(nodes, nameof(nodes));
        double sum = 0;
        foreach (Edge edge in edges)
        {
            if ((uint)edge.First >= (uint)nodes.Rows || (uint)edge.Second >= (uint)nodes.Rows)
            {
                throw new ArgumentException($"Expected ends from 0 to {nodes.Rows - 1}, but got an edge from {edge.First} to {edge.Second}.", nameof(edges));
            }

            sum += SquaredUnitDifference(nodes[edge.First], nodes[edge.Second]);
        }

        return edges.IsEmpty ? 0 : sum / edges.Length;
    }

    private static double SquaredUnitDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double factorA = InverseLength(a);
        double factorB = InverseLength(b);
        double sum = 0;
        for (int d = 0; d < a.Length; d++)
        {
            double difference = (a[d] * factorA) - (b[d] * factorB);
            sum += difference * difference;
        }

        return sum;
    }

    private static double InverseLength(ReadOnlySpan<float> vector) => UnitRows.Length(vector) is > 0 and var length ? 1 / length : 0;

    private struct AncestorVisitor(bool isDistance) : IRowVisitor
    {
        private double _rankSum;
        private double _precisionSum;
        private int _nodes;
        private long _pairs;

        public void Visit(in ScoreRow row)
        {
            int count = row.Positives.Length;
            if (count == 0)
            {
                return;
            }

            using RentedArray<int> ranks = new(count);
            for (int i = 0; i < count; i++)
            {
                ranks.Span[i] = Ranks.Of(row.Positives[i], row.Negatives, isDistance);
                _rankSum += ranks.Span[i];
            }

            ranks.Span.Sort();
            double precision = 0;
            for (int i = 0; i < count; i++)
            {
                precision += (i + 1.0) / (i + ranks.Span[i]);
            }

            _precisionSum += precision / count;
            _nodes++;
            _pairs += count;
        }

        public readonly GraphResult ToResult() => new(_rankSum / _pairs, _precisionSum / _nodes, _nodes, _pairs);
    }
}
