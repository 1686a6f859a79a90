namespace RuVector.Training.TestKit;

/// <summary>Central differences of a slow, obvious function in double, to compare float32 gradients with.</summary>
public sealed class GradientCheck
{
    private readonly double[] _expected;

    private GradientCheck(double[] expected) => _expected = expected;

    /// <summary>The gradient by central differences, one number for each value of the input.</summary>
    public IReadOnlyList<double> Expected => _expected;

    /// <summary>Differentiates with respect to every value of a flat input.</summary>
    /// <param name="oracle">The function; it must not keep or change its argument.</param>
    /// <param name="at">Where to differentiate.</param>
    /// <param name="step">Half the distance of the two evaluations.</param>
    public static GradientCheck Of(Func<double[], double> oracle, ReadOnlySpan<float> at, double step = 1e-5)
    {
        double[] point = new double[at.Length];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = at[i];
        }

        double[] gradient = new double[point.Length];
        for (int i = 0; i < point.Length; i++)
        {
            double centre = point[i];
            point[i] = centre + step;
            double above = oracle(point);
            point[i] = centre - step;
            double below = oracle(point);
            point[i] = centre;
            gradient[i] = (above - below) / (2 * step);
        }

        return new(gradient);
    }

    /// <summary>Differentiates with respect to every value of a matrix.</summary>
    /// <param name="oracle">The function; it must not keep or change its argument.</param>
    /// <param name="at">Where to differentiate.</param>
    /// <param name="step">Half the distance of the two evaluations.</param>
    public static GradientCheck Of(Func<double[,], double> oracle, float[,] at, double step = 1e-5)
    {
        double[,] matrix = new double[at.GetLength(0), at.GetLength(1)];
        float[] values = at.Cast<float>().ToArray();
        return Of(Matrix, values, step);

        double Matrix(double[] flat)
        {
            Buffer.BlockCopy(flat, 0, matrix, 0, flat.Length * sizeof(double));
            return oracle(matrix);
        }
    }

    /// <summary>Fails the test unless every element agrees within <c>max(absolute, relative * |expected|)</c>.</summary>
    public void ShouldBe(ReadOnlySpan<float> gradient, double relative = 1e-4, double absolute = 1e-6) =>
        new Tolerance(absolute, relative).ShouldAccept(gradient, _expected, "gradient");

    /// <summary>Fails the test unless every element agrees within <c>max(absolute, relative * |expected|)</c>.</summary>
    public void ShouldBe(float[,] gradient, double relative = 1e-4, double absolute = 1e-6) =>
        ShouldBe(gradient.Cast<float>().ToArray(), relative, absolute);
}
