namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Spectral regularization in both its meanings: of a graph it is a row function over edges, of the batch it is a loss over rows without pairs.</summary>
[TestFixture]
public sealed class SpectralTests
{
    [Test]
    public void Evaluate_GraphLaplacian_MatchesGolden()
    {
        GoldenLoss golden = GoldenLoss.Load("graph_laplacian_unnorm_n6d4e8_l1");
        float[,] embeddings = golden.Matrix("embeddings"), gradients = new float[6, 4];
        Edge[] edges = [.. golden.Integers("edges").Chunk(2).Zip(golden.Vector("weights"), static (ends, weight) => new Edge(ends[0], ends[1], weight))];

        LossResult result = new RowLoss<LaplacianRow>(default, ScoreMeasure.SquaredEuclidean, Reduction.Sum).Evaluate(
            new ContrastiveBatch(embeddings, PairRelations.FromEdges(6, edges)), new LossOutputs { AnchorGradients = gradients });

        golden.ShouldHaveValue("default", result.Value);
        golden.ShouldHaveGradient("default", "embeddings", gradients);
    }

    [Test]
    public void Evaluate_VarianceOfVariances_MatchesGolden()
    {
        GoldenLoss golden = GoldenLoss.Load("spectral_variance_n5d16_w1");
        float[,] embeddings = golden.Matrix("embeddings"), gradients = new float[5, 16];

        LossResult result = new SpectralVarianceLoss(golden.Number("weight")).Evaluate(
            new ContrastiveBatch(embeddings, PairRelations.None(5)), new LossOutputs { AnchorGradients = gradients });

        golden.ShouldHaveValue("default", result.Value);
        golden.ShouldHaveGradient("default", "embeddings", gradients);
    }

    /// <summary>sum over the edges of w * |z_i - z_j|^2: trace(Z^T L Z), an edge being a positive with its weight.</summary>
    private readonly struct LaplacianRow : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow row)
        {
            double sum = 0;
            for (int i = 0; i < row.Positives.Length; i++)
            {
                sum += (double)row.PositiveValues[i] * row.Positives[i];
            }

            row.PositiveValues[..row.PositiveGradients.Length].CopyTo(row.PositiveGradients);
            return new RowValue(sum, row.Positives.Length);
        }
    }

    /// <summary>weight * variance over the dimensions of the variances over the rows.</summary>
    private sealed class SpectralVarianceLoss(double weight) : ILoss
    {
        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            BatchGuard.Check(batch, outputs);
            (int rows, int columns) = (batch.Anchors.Rows, batch.Anchors.Columns);
            double[] means = new double[columns], variances = new double[columns];
            for (int d = 0; d < columns; d++)
            {
                for (int i = 0; i < rows; i++)
                {
                    means[d] += batch.Anchors[i][d] / (double)rows;
                }

                for (int i = 0; i < rows; i++)
                {
                    variances[d] += Math.Pow(batch.Anchors[i][d] - means[d], 2) / rows;
                }
            }

            double mean = variances.Average();
            for (int i = 0; i < outputs.AnchorGradients.Rows; i++)
            {
                for (int d = 0; d < columns; d++)
                {
                    double gradient = 4 * weight / (columns * (double)rows) * (variances[d] - mean) * (batch.Anchors[i][d] - means[d]);
                    outputs.AnchorGradients[i][d] = (outputs.Accumulate ? outputs.AnchorGradients[i][d] : 0) + (float)(outputs.Scale * gradient);
                }
            }

            return new LossResult(weight * variances.Average(v => (v - mean) * (v - mean)), columns);
        }
    }
}
