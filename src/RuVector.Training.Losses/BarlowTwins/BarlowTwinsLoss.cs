using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Barlow Twins: across two views every dimension should correlate with itself and with no other.</summary>
/// <remarks>
/// <para><c>L = sum_j (1 - c_jj)^2 + lambda sum_{j != k} c_jk^2</c>, <c>c = X^T Y / N</c> of the views with mean 0 and variance 1 in every dimension: <c>(x - mean) / sqrt(var + eps)</c>, var the population variance.</para>
/// <para>Anchor i and candidate i are the two views; other candidates have no part and gradient 0, and negatives are not looked at. A term is a pair; row values are 0, because the loss is no sum over pairs,
/// and anchor weights are refused for the same reason. Fewer than two pairs have no variance: value 0, no term, the pair counted as one without negatives. A dimension that does not vary has correlation 0.</para>
/// <para>Memory is N x D and D x D numbers. Immutable and thread safe.</para>
/// <para>Source: Zbontar et al., "Barlow Twins: Self-Supervised Learning via Redundancy Reduction", 2021.</para>
/// </remarks>
public sealed class BarlowTwinsLoss : ILoss
{
    private readonly double _redundancy;
    private readonly double _epsilon;

    /// <summary>Creates the loss with default settings.</summary>
    public BarlowTwinsLoss()
        : this(new BarlowTwinsOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public BarlowTwinsLoss(BarlowTwinsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _redundancy = LossGuard.CheckNonNegative(options.RedundancyWeight, "redundancy weight", nameof(options));
        _epsilon = LossGuard.CheckNonNegative(options.Epsilon, "epsilon", nameof(options));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The relations are not those of pairs, or the batch has anchor weights.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        PairedViews views = PairedViews.Of(batch, outputs, "Barlow Twins");
        (int rows, int dimension) = (views.Pairs, batch.Anchors.Columns);
        if (rows < 2 || dimension == 0)
        {
            return views.TooFew(outputs.Accumulate);
        }

        int values = checked(rows * dimension);
        using RentedArray<double> scales = new(2 * dimension);
        using RentedArray<float> standardized = new(checked(2 * values));
        MatrixSpan x = new(standardized.Span[..values], rows, dimension);
        MatrixSpan y = new(standardized.Span[values..], rows, dimension);
        Standardize(views.First, x, scales.Span[..dimension]);
        Standardize(views.Second, y, scales.Span[dimension..]);
        using RentedArray<float> correlationMemory = new(checked(dimension * dimension));
        MatrixSpan correlations = new(correlationMemory.Span, dimension, dimension);
        correlations.Fill(0);
        MatrixProduct.AddTransposedMultiply(x, y, correlations);
        double value = ToDerivatives(correlations, rows);
        WriteGradients(views, outputs, x, y, correlations, scales.Span);
        return new LossResult(value, rows, ZeroRows: views.ZeroRows);
    }

    private static void WriteGradients(in PairedViews views, in LossOutputs outputs, MatrixSpan x, MatrixSpan y, MatrixSpan derivatives, ReadOnlySpan<double> scales)
    {
        using RentedArray<float> memory = new(outputs.WantsGradients ? x.Values.Length : 0);
        if (!views.FirstGradients.IsEmpty)
        {
            MatrixSpan byStandardized = new(memory.Span, x.Rows, x.Columns);
            MatrixProduct.MultiplyTransposed(y, derivatives, byStandardized);
            PullBack(x, byStandardized, scales[..x.Columns], views.FirstGradients, outputs);
        }

        if (!views.SecondGradients.IsEmpty)
        {
            MatrixSpan byStandardized = new(memory.Span, x.Rows, x.Columns);
            byStandardized.Fill(0);
            MatrixProduct.AddMultiply(x, derivatives, byStandardized);
            PullBack(y, byStandardized, scales[x.Columns..], views.SecondGradients, outputs);
        }
    }

    /// <summary>Turns a gradient by standardized values into that by the values: mean and variance depend on every row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PullBack(MatrixSpan standardized, MatrixSpan by, ReadOnlySpan<double> scales, MatrixSpan target, in LossOutputs outputs)
    {
        int dimension = by.Columns;
        using RentedArray<double> memory = new(2 * dimension);
        memory.Span.Clear();
        Span<double> means = memory.Span[..dimension];
        Span<double> along = memory.Span[dimension..];
        for (int i = 0; i < by.Rows; i++)
        {
            for (int j = 0; j < dimension; j++)
            {
                means[j] += (double)by[i][j] / by.Rows;
                along[j] += (double)by[i][j] * standardized[i][j] / by.Rows;
            }
        }

        for (int i = 0; i < by.Rows; i++)
        {
            for (int j = 0; j < dimension; j++)
            {
                double value = scales[j] * (by[i][j] - means[j] - (standardized[i][j] * along[j]));
                DirectOutputs.Put(ref target[i][j], outputs.Scale * value, outputs.Accumulate);
            }
        }
    }

    /// <summary>Turns sums of products into the derivatives of the loss by them.</summary>
    /// <returns>The loss.</returns>
    private double ToDerivatives(MatrixSpan products, int rows)
    {
        double value = 0;
        for (int j = 0; j < products.Rows; j++)
        {
            Span<float> row = products[j];
            for (int k = 0; k < row.Length; k++)
            {
                double distance = ((double)row[k] / rows) - (j == k ? 1 : 0);
                double factor = j == k ? 1 : _redundancy;
                value += factor * distance * distance;
                row[k] = (float)(2 * factor * distance / rows);
            }
        }

        return value;
    }

    private void Standardize(ReadOnlyMatrixSpan view, MatrixSpan standardized, Span<double> scales)
    {
        using RentedArray<double> means = new(view.Columns);
        ColumnMoments.Compute(view, means.Span, scales);
        for (int j = 0; j < scales.Length; j++)
        {
            double variance = (scales[j] / view.Rows) + _epsilon;
            scales[j] = variance == 0 ? 0 : 1 / Math.Sqrt(variance);
        }

        ColumnMoments.Center(view, means.Span, scales, standardized);
    }
}
