using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The alignment of pairs: <c>mean_i |x_i - y_i|^alpha</c>, from the differences themselves, so that close pairs keep their digits.</summary>
/// <param name="alpha">The exponent.</param>
/// <param name="normalize">Whether rows are divided by their lengths.</param>
internal readonly struct Alignment(double alpha, bool normalize)
{
    /// <summary>Computes the alignment and adds its gradient to the outputs.</summary>
    /// <param name="views">The pairs.</param>
    /// <param name="factor">A factor of the gradient.</param>
    /// <param name="rowWeight">A factor of the row values.</param>
    /// <param name="rowValues">Where the term of each pair goes, or nothing.</param>
    public double Evaluate(in PairedViews views, double factor, double rowWeight, Span<float> rowValues)
    {
        int dimension = views.First.Columns;
        using RentedArray<float> memory = new(checked(3 * dimension));
        Span<float> x = memory.Span[..dimension];
        Span<float> y = memory.Span.Slice(dimension, dimension);
        Span<float> gradient = memory.Span[(2 * dimension)..];
        double sum = 0;
        for (int i = 0; i < views.Pairs; i++)
        {
            double lengthX = Load(views.First[i], x);
            double lengthY = Load(views.Second[i], y);
            double square = SquaredDistance(x, y);
            double term = Math.Pow(square, alpha / 2);
            sum += term;
            if (!rowValues.IsEmpty)
            {
                rowValues[i] = (float)(rowWeight * term);
            }

            double pull = square == 0 ? 0 : factor * alpha * Math.Pow(square, (alpha / 2) - 1) / views.Pairs;
            Add(views.FirstGradients, i, x, y, lengthX, pull, gradient);
            Add(views.SecondGradients, i, y, x, lengthY, pull, gradient);
        }

        return sum / views.Pairs;
    }

    private static double SquaredDistance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double square = 0;
        for (int d = 0; d < x.Length; d++)
        {
            double difference = (double)x[d] - y[d];
            square += difference * difference;
        }

        return square;
    }

    private double Load(ReadOnlySpan<float> row, Span<float> target)
    {
        if (!normalize)
        {
            row.CopyTo(target);
            return 1;
        }

        Span<double> length = stackalloc double[1];
        UnitRows.Normalize(ReadOnlyMatrixSpan.FromRow(row), new MatrixSpan(target, 1, target.Length), length);
        return length[0];
    }

    private void Add(MatrixSpan gradients, int row, ReadOnlySpan<float> from, ReadOnlySpan<float> to, double length, double pull, Span<float> gradient)
    {
        if (gradients.IsEmpty)
        {
            return;
        }

        for (int d = 0; d < gradient.Length; d++)
        {
            gradient[d] = (float)((normalize ? 1 : pull) * ((double)from[d] - to[d]));
        }

        if (normalize)
        {
            UnitRows.PullBack(from, length, pull, gradient);
        }

        Span<float> target = gradients[row];
        for (int d = 0; d < gradient.Length; d++)
        {
            target[d] += gradient[d];
        }
    }
}
