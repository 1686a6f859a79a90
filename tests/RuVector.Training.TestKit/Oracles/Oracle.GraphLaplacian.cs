namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    /// <summary><c>trace(Z^T L Z)</c> with the Laplacian as an explicit matrix.</summary>
    /// <param name="nodes">Z, shape <c>[N, D]</c>.</param>
    /// <param name="edges">The edges; weights of repeated ones add up.</param>
    /// <param name="normalized">Whether L is <c>I - D^-1/2 W D^-1/2</c>, with a zero row for a node without edges, instead of <c>D - W</c>.</param>
    public static double GraphLaplacian(double[,] nodes, IReadOnlyList<Edge> edges, bool normalized)
    {
        double[,] laplacian = Laplacian(nodes.GetLength(0), edges, normalized);
        double trace = 0;
        for (int d = 0; d < nodes.GetLength(1); d++)
        {
            for (int i = 0; i < nodes.GetLength(0); i++)
            {
                for (int j = 0; j < nodes.GetLength(0); j++)
                {
                    trace += nodes[i, d] * laplacian[i, j] * nodes[j, d];
                }
            }
        }

        return trace;
    }

    private static double[,] Laplacian(int count, IReadOnlyList<Edge> edges, bool normalized)
    {
        double[,] weights = new double[count, count];
        double[] degrees = new double[count];
        foreach (Edge edge in edges)
        {
            weights[edge.First, edge.Second] += edge.Weight;
            weights[edge.Second, edge.First] += edge.Weight;
            degrees[edge.First] += edge.Weight;
            degrees[edge.Second] += edge.Weight;
        }

        double[,] laplacian = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double diagonal = i != j ? 0 : normalized ? (degrees[i] > 0 ? 1 : 0) : degrees[i];
                double scale = normalized ? Math.Sqrt(degrees[i] * degrees[j]) : 1;
                laplacian[i, j] = diagonal - (weights[i, j] == 0 ? 0 : weights[i, j] / scale);
            }
        }

        return laplacian;
    }
}
