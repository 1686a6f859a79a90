using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Spectral regularization: embeddings should be smooth over a weighted graph (graph-Laplacian smoothness, Dirichlet energy).</summary>
/// <remarks>
/// <para><c>L = lambda * tr(Z^T L Z) = lambda * sum over edges of w_ij |z_i / c_i - z_j / c_j|^2</c>, with c = 1 for the combinatorial Laplacian and the root of the weighted degree for the
/// symmetric-normalised one; a node without edges contributes nothing. Gradient: <c>2 lambda L Z</c>.</para>
/// <para>The batch comes from <see cref="PairRelations.FromEdges"/>: candidates are the anchors, row i holds the edges whose lower end is i, none is ignored. A term is an edge. The row value of node i is the sum over its row's
/// edges, undivided. Anchor weights are refused: weight the edges. Immutable and thread safe.</para>
/// <para>Source: Belkin and Niyogi, "Laplacian Eigenmaps", 2003; Chung, "Spectral Graph Theory", 1997. What ruvector calls spectral regularization (the variance of variances) is another loss.</para>
/// </remarks>
public sealed class SpectralRegularizationLoss : ILoss
{
    private readonly SpectralRegularizationOptions _options;

    /// <summary>Creates the loss with default settings.</summary>
    public SpectralRegularizationLoss()
        : this(new SpectralRegularizationOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public SpectralRegularizationLoss(SpectralRegularizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckNonNegative(options.Weight, "weight", nameof(options));
        LossGuard.CheckDefined(options.Laplacian, nameof(options));
        LossGuard.CheckDefined(options.Divisor, nameof(options));
        _options = new() { Weight = options.Weight, Laplacian = options.Laplacian, Divisor = options.Divisor };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The relations are not those of a graph, or the batch has anchor weights.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.Check(batch, outputs);
        CheckGraph(batch);
        int nodes = batch.Anchors.Rows;
        using RentedArray<double> degrees = new(nodes);
        double totalWeight = SumDegrees(batch.Relations, degrees.Span);
        double divisor = _options.Divisor switch { LaplacianDivisor.Nodes => nodes, LaplacianDivisor.EdgeWeights => totalWeight, _ => 1 };
        double factor = divisor == 0 ? 0 : _options.Weight / divisor;
        using RentedArray<double> sums = new(outputs.AnchorGradients.IsEmpty ? 0 : checked(nodes * batch.Anchors.Columns));
        sums.Span.Clear();
        (double energy, long edges) = AddEdges(batch, degrees.Span, factor, sums.Span, outputs.RowValues);
        WriteGradients(sums.Span, outputs);
        return new LossResult(energy * factor, edges, ZeroRows: UnitRows.CountZeroRows(batch.Anchors));
    }

    private static void CheckGraph(in ContrastiveBatch batch)
    {
        if (!batch.AnchorWeights.IsEmpty)
        {
            throw new ArgumentException("Expected no anchor weights: the edges of a graph carry the weights.", nameof(batch));
        }

        bool isGraph = batch.CandidatesAreAnchors && batch.Relations.SharedNegatives.Count == 0;
        for (int row = 0; isGraph && row < batch.Relations.RowCount; row++)
        {
            isGraph = HoldsEdges(batch.Relations.GetRow(row));
        }

        if (!isGraph)
        {
            throw new ArgumentException("Expected the weighted edges of a graph over the anchors (PairRelations.FromEdges, no pair ignored), but got other relations.", nameof(batch));
        }
    }

    /// <summary>Tells whether a row lists, as <see cref="PairRelations.FromEdges"/> does, the edges to higher nodes with weights, and nothing else.</summary>
    private static bool HoldsEdges(RelationRow row)
    {
        bool holdsEdges = row.PositiveValues.Length == row.Positives.Length && row.Ignored.IsEmpty && row.Negatives.IsEmpty && row.OwnNegatives.Count == 0
            && (row.Positives.IsEmpty || row.Positives[0] > row.Anchor);
        foreach (float weight in row.PositiveValues)
        {
            holdsEdges &= weight >= 0;
        }

        return holdsEdges;
    }

    private static double SumDegrees(PairRelations relations, Span<double> degrees)
    {
        degrees.Clear();
        double total = 0;
        for (int row = 0; row < relations.RowCount; row++)
        {
            RelationRow relation = relations.GetRow(row);
            for (int i = 0; i < relation.Positives.Length; i++)
            {
                degrees[relation.Anchor] += relation.PositiveValues[i];
                degrees[relation.Positives[i]] += relation.PositiveValues[i];
                total += relation.PositiveValues[i];
            }
        }

        return total;
    }

    private static void WriteGradients(ReadOnlySpan<double> sums, in LossOutputs outputs)
    {
        MatrixSpan target = outputs.AnchorGradients;
        for (int row = 0; row < target.Rows; row++)
        {
            for (int column = 0; column < target.Columns; column++)
            {
                float value = (float)(outputs.Scale * sums[(row * target.Columns) + column]);
                target[row][column] = outputs.Accumulate ? target[row][column] + value : value;
            }
        }
    }

    private (double Energy, long Edges) AddEdges(in ContrastiveBatch batch, ReadOnlySpan<double> degrees, double factor, Span<double> sums, Span<float> rowValues)
    {
        double energy = 0;
        long edges = 0;
        for (int row = 0; row < batch.Relations.RowCount; row++)
        {
            RelationRow relation = batch.Relations.GetRow(row);
            double rowEnergy = 0;
            for (int i = 0; i < relation.Positives.Length; i++)
            {
                rowEnergy += AddEdge(batch.Anchors, relation.Anchor, relation.Positives[i], relation.PositiveValues[i], degrees, factor, sums);
            }

            energy += rowEnergy;
            edges += relation.Positives.Length;
            if (!rowValues.IsEmpty)
            {
                rowValues[row] = (float)(_options.Weight * rowEnergy);
            }
        }

        return (energy, edges);
    }

    private double AddEdge(ReadOnlyMatrixSpan nodes, int i, int j, double weight, ReadOnlySpan<double> degrees, double factor, Span<double> sums)
    {
        if (weight == 0)
        {
            return 0;
        }

        bool normalized = _options.Laplacian == LaplacianKind.SymmetricNormalized;
        (double scaleI, double scaleJ) = normalized ? (1 / Math.Sqrt(degrees[i]), 1 / Math.Sqrt(degrees[j])) : (1, 1);
        ReadOnlySpan<float> a = nodes[i];
        ReadOnlySpan<float> b = nodes[j];
        Span<double> gradientA = sums.IsEmpty ? [] : sums.Slice(i * a.Length, a.Length);
        Span<double> gradientB = sums.IsEmpty ? [] : sums.Slice(j * a.Length, a.Length);
        double energy = 0;
        for (int d = 0; d < a.Length; d++)
        {
            double difference = (a[d] * scaleI) - (b[d] * scaleJ);
            energy += difference * difference;
            if (!gradientA.IsEmpty)
            {
                gradientA[d] += 2 * factor * weight * scaleI * difference;
                gradientB[d] -= 2 * factor * weight * scaleJ * difference;
            }
        }

        return weight * energy;
    }
}
