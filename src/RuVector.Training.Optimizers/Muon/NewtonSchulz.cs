using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Brings all singular values of a matrix near 1 and leaves its singular vectors, by products alone.</summary>
/// <remarks>
/// <para>Five steps of <c>X = a X + (b A + c A^2) X</c> with <c>A = X X^T</c>; for a tall matrix of <c>X = a X + X (b A + c A^2)</c> with <c>A = X^T X</c>, which is the same with the smaller A. (a, b, c) = (3.4445, -4.775,
/// 2.0315): a singular value s becomes <c>a s + b s^3 + c s^5</c>, and after five steps every one from about 0.005 on lies between 0.68 and 1.14. In float32.</para>
/// <para>Source: Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024.</para>
/// </remarks>
internal static class NewtonSchulz
{
    private const int Steps = 5;
    private const float A = 3.4445f;
    private const float B = -4.775f;
    private const float C = 2.0315f;

    /// <summary>Bounds the singular values of a result.</summary>
    public const double LargestValue = 2;

    /// <summary>Computes in place.</summary>
    /// <param name="matrix">A matrix <c>[R, C]</c>, densely packed, whose singular values are at most 1: its Euclidean norm is.</param>
    public static void Orthogonalize(MatrixSpan matrix)
    {
        int side = Math.Min(matrix.Rows, matrix.Columns);
        using RentedArray<float> other = new(matrix.Values.Length), gram = new(side * side), polynomial = new(side * side);
        MatrixSpan a = new(gram.Span, side, side), p = new(polynomial.Span, side, side), source = matrix, destination = new(other.Span, matrix.Rows, matrix.Columns);
        for (int step = 0; step < Steps; step++)
        {
            Step(source, destination, a, p);
            MatrixSpan result = destination;
            destination = source;
            source = result;
        }

        source.Values.CopyTo(matrix.Values); // an odd number of steps ends in the other memory
    }

    private static void Step(MatrixSpan x, MatrixSpan next, MatrixSpan a, MatrixSpan p)
    {
        bool isTall = x.Rows > x.Columns;
        if (isTall)
        {
            a.Fill(0);
            MatrixProduct.AddTransposedMultiply(x, x, a);
        }
        else
        {
            MatrixProduct.MultiplyTransposed(x, x, a);
        }

        MatrixProduct.MultiplyTransposed(a, a, p); // A is symmetric, so this is its square
        RowKernels.Multiply(p.Values, C, p.Values);
        UpdateLoop.Run(new SgdRule(-B), new UpdateSlice { Parameters = p.Values, Gradients = a.Values, Decay = 0 });
        RowKernels.Multiply(x.Values, A, next.Values);
        if (isTall)
        {
            MatrixProduct.AddMultiply(x, p, next);
        }
        else
        {
            MatrixProduct.AddMultiply(p, x, next);
        }
    }
}
