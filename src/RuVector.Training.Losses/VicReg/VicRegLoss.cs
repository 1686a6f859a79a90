using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>VICReg: two views of a thing should agree, while every dimension varies and no two dimensions vary together.</summary>
/// <remarks>
/// <para><c>L = a mean_ij (x_ij - y_ij)^2 + b/2 sum over both views of mean_j max(0, 1 - sqrt(var_j + eps)) + c sum over both views of sum_{j != k} cov_jk^2 / D</c>; variance and covariance divide by N - 1.</para>
/// <para>Anchor i and candidate i are the two views; other candidates have no part and gradient 0, and negatives are not looked at. A term is a pair; row values are 0, because the loss is no sum over pairs,
/// and anchor weights are refused for the same reason. Fewer than two pairs have no variance: value 0, no term, the pair counted as one without negatives. At the corner of the hinge the subgradient is 0.</para>
/// <para>Memory is N x D and D x D numbers. Immutable and thread safe.</para>
/// <para>Source: Bardes, Ponce, LeCun, "VICReg: Variance-Invariance-Covariance Regularization for Self-Supervised Learning", 2022.</para>
/// </remarks>
public sealed class VicRegLoss : ILoss
{
    private readonly double _invariance;
    private readonly double _variance;
    private readonly double _covariance;
    private readonly double _epsilon;

    /// <summary>Creates the loss with default settings.</summary>
    public VicRegLoss()
        : this(new VicRegOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public VicRegLoss(VicRegOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _invariance = LossGuard.CheckNonNegative(options.InvarianceWeight, "invariance weight", nameof(options));
        _variance = LossGuard.CheckNonNegative(options.VarianceWeight, "variance weight", nameof(options));
        _covariance = LossGuard.CheckNonNegative(options.CovarianceWeight, "covariance weight", nameof(options));
        _epsilon = LossGuard.CheckNonNegative(options.Epsilon, "epsilon", nameof(options));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The relations are not those of pairs, or the batch has anchor weights.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        PairedViews views = PairedViews.Of(batch, outputs, "VICReg");
        if (views.Pairs < 2 || batch.Anchors.Columns == 0)
        {
            return views.TooFew(outputs.Accumulate);
        }

        double value = (_invariance * MeanSquaredDifference(views.First, views.Second))
            + AddView(views.First, views.Second, views.FirstGradients, outputs)
            + AddView(views.Second, views.First, views.SecondGradients, outputs);
        return new LossResult(value, views.Pairs, ZeroRows: views.ZeroRows);
    }

    private static double MeanSquaredDifference(ReadOnlyMatrixSpan first, ReadOnlyMatrixSpan second)
    {
        double sum = 0;
        for (int i = 0; i < first.Rows; i++)
        {
            ReadOnlySpan<float> x = first[i];
            ReadOnlySpan<float> y = second[i];
            for (int j = 0; j < x.Length; j++)
            {
                double difference = (double)x[j] - y[j];
                sum += difference * difference;
            }
        }

        return sum / first.Rows / first.Columns;
    }

    /// <summary>Sums the squares off the diagonal, and sets the diagonal to 0.</summary>
    private static double TakeOffDiagonalSquares(MatrixSpan products)
    {
        double sum = 0;
        for (int j = 0; j < products.Rows; j++)
        {
            products[j][j] = 0;
            foreach (float product in products[j])
            {
                sum += (double)product * product;
            }
        }

        return sum;
    }

    /// <summary>Variance and covariance of one view; writes the whole gradient of the view.</summary>
    private double AddView(ReadOnlyMatrixSpan view, ReadOnlyMatrixSpan other, MatrixSpan gradients, in LossOutputs outputs)
    {
        (int rows, int dimension) = (view.Rows, view.Columns);
        using RentedArray<double> columns = new(2 * dimension);
        Span<double> means = columns.Span[..dimension];
        Span<double> squares = columns.Span[dimension..];
        ColumnMoments.Compute(view, means, squares);
        using RentedArray<float> centeredMemory = new(checked(rows * dimension));
        MatrixSpan centered = new(centeredMemory.Span, rows, dimension);
        ColumnMoments.Center(view, means, [], centered);
        using RentedArray<float> productMemory = new(checked(dimension * dimension));
        MatrixSpan products = new(productMemory.Span, dimension, dimension);
        products.Fill(0);
        MatrixProduct.AddTransposedMultiply(centered, centered, products);
        double covarianceFactor = _covariance / (rows - 1.0) / (rows - 1.0) / dimension;
        double value = covarianceFactor * TakeOffDiagonalSquares(products);
        Span<double> pulls = squares;
        value += ToPulls(squares, rows, pulls);
        if (!gradients.IsEmpty)
        {
            Write(view, other, centered, products, pulls, 4 * covarianceFactor, gradients, outputs);
        }

        return value;
    }

    /// <summary>Turns sums of squares into the factors by which the hinge pulls at centered values.</summary>
    /// <returns>The hinge of one view.</returns>
    private double ToPulls(ReadOnlySpan<double> squares, int rows, Span<double> pulls)
    {
        double hinge = 0;
        double factor = 0.5 * _variance / squares.Length;
        for (int j = 0; j < squares.Length; j++)
        {
            double deviation = Math.Sqrt((squares[j] / (rows - 1)) + _epsilon);
            hinge += factor * Math.Max(0, 1 - deviation);
            pulls[j] = deviation is > 0 and < 1 ? -factor / (rows - 1) / deviation : 0;
        }

        return hinge;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(
        ReadOnlyMatrixSpan view, ReadOnlyMatrixSpan other, MatrixSpan centered, MatrixSpan products, ReadOnlySpan<double> pulls, double covarianceFactor, MatrixSpan gradients, in LossOutputs outputs)
    {
        using RentedArray<float> pushMemory = new(centered.Values.Length);
        MatrixSpan pushes = new(pushMemory.Span, centered.Rows, centered.Columns);
        pushes.Fill(0);
        MatrixProduct.AddMultiply(centered, products, pushes);
        double closeness = 2 * _invariance / view.Rows / view.Columns;
        for (int i = 0; i < view.Rows; i++)
        {
            Span<float> target = gradients[i];
            for (int j = 0; j < target.Length; j++)
            {
                double value = (closeness * ((double)view[i][j] - other[i][j])) + (pulls[j] * centered[i][j]) + (covarianceFactor * pushes[i][j]);
                DirectOutputs.Put(ref target[j], outputs.Scale * value, outputs.Accumulate);
            }
        }
    }
}
