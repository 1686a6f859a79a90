using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using RuVector.Training.Adapters;
using RuVector.Training.Losses;
using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>Pulls the ends of direct edges together: a plain gradient step on the graph-Laplacian smoothness of the edges drawn for a step.</summary>
/// <remarks>Decoupled, as weight decay is in AdamW: through Adam's moments the pull would no longer be in proportion to the distance of the ends.</remarks>
internal sealed class EdgeSmoother(GraphDataset data, float weight, int edgesPerStep, int dimension, ulong seed)
{
    private readonly SpectralRegularizationLoss _loss = new(new SpectralRegularizationOptions { Weight = weight / 2 });
    private readonly MatrixBuffer _nodes = new(dimension);
    private readonly MatrixBuffer _gradients = new(dimension);
    private readonly Dictionary<int, int> _places = [];
    private readonly List<int> _drawnNodes = [];
    private readonly List<Edge> _drawn = [];

    /// <summary>Takes one step: <c>z -= rate * weight / 2 * d(sum |z_i - z_j|^2) / dz</c>.</summary>
    public void Step(EmbeddingTable table, float rate, long step)
    {
        Draw(step);
        MatrixSpan nodes = _nodes.View(_drawnNodes.Count);
        MatrixSpan gradients = _gradients.View(_drawnNodes.Count);
        for (int i = 0; i < nodes.Rows; i++)
        {
            table.Rows[_drawnNodes[i]].CopyTo(nodes[i]);
        }

        PairRelations edges = PairRelations.FromEdges(nodes.Rows, CollectionsMarshal.AsSpan(_drawn));
        _loss.Evaluate(new ContrastiveBatch(nodes, edges), new LossOutputs { AnchorGradients = gradients });
        for (int i = 0; i < nodes.Rows; i++)
        {
            Span<float> row = table.Rows[_drawnNodes[i]];
            TensorPrimitives.MultiplyAdd(gradients[i], -rate, row, row);
        }
    }

    private void Draw(long step)
    {
        _places.Clear();
        _drawnNodes.Clear();
        _drawn.Clear();
        KeyedRandom random = new(seed, RandomPurpose.Edges, step);
        for (int i = 0; i < edgesPerStep; i++)
        {
            Edge edge = data.Edges[random.NextInt32(data.Edges.Length)];
            _drawn.Add(new Edge(PlaceOf(edge.First), PlaceOf(edge.Second), edge.Weight));
        }
    }

    private int PlaceOf(int node)
    {
        if (!_places.TryGetValue(node, out int place))
        {
            _places[node] = place = _drawnNodes.Count;
            _drawnNodes.Add(node);
        }

        return place;
    }
}
