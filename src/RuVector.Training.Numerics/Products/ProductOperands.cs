namespace RuVector.Training.Numerics;

/// <summary>The factors and the result of a product, by the steps between their elements.</summary>
/// <param name="a">Element (0, 0) of A.</param>
/// <param name="rowStep">Distance from one row of A to the next.</param>
/// <param name="innerStep">Distance from one column of A to the next.</param>
/// <param name="b">The right factor.</param>
/// <param name="c">Element (0, 0) of C.</param>
/// <param name="strideC">Distance from one row of C to the next.</param>
/// <param name="inner">Length of the inner dimension.</param>
/// <param name="add">Whether the product is added to C.</param>
internal readonly unsafe struct ProductOperands(float* a, nint rowStep, nint innerStep, PanelSource b, float* c, nint strideC, int inner, bool add)
{
    public readonly float* A = a;
    public readonly nint RowStep = rowStep;
    public readonly nint InnerStep = innerStep;
    public readonly PanelSource B = b;
    public readonly float* C = c;
    public readonly nint StrideC = strideC;
    public readonly int Inner = inner;
    public readonly bool Add = add;

    /// <summary>Gets a factor of each row of A, or null.</summary>
    public double* RowScales { get; private init; }

    /// <summary>Gets a value indicating whether the factors were exchanged: the result is the transpose of C, whose rows <see cref="StrideC"/> separates.</summary>
    public bool IsExchanged { get; private init; }

    /// <summary>Gets a value indicating whether A is read in place: its rows lie in memory as they are multiplied.</summary>
    public bool ReadsRowsInPlace => InnerStep == 1 && RowScales is null;

    /// <summary>The same product with the factors exchanged, <c>C^T = B^T A^T</c>: a few long rows become a few columns, and the larger factor is read in place.</summary>
    public ProductOperands Transposed() => new(B.At(0, 0), B.Stride, 1, new PanelSource(A, RowStep, columnsAreRows: true), C, StrideC, Inner, Add) { RowScales = B.Scales, IsExchanged = true };
}
