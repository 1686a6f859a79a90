namespace RuVector.Training.Numerics;

/// <summary>Multiplies a few rows with one packed panel and keeps all sums in registers.</summary>
/// <remarks>Every element is summed over the inner dimension in ascending order with one accumulator, whatever tile it lies in: results do not depend on how a product is cut.</remarks>
internal unsafe interface ITileKernel
{
    /// <summary>Gets the largest number of rows of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Gets the number of vectors in a wide panel.</summary>
    static abstract int VectorsPerPanel { get; }

    /// <summary>Gets the number of columns of a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Computes <c>C = A P</c>, or <c>C = C + A P</c>, for a panel of <see cref="VectorsPerPanel"/> vectors.</summary>
    /// <param name="a">Element (0, 0) of A.</param>
    /// <param name="rowStep">Distance from one row of A to the next.</param>
    /// <param name="innerStep">Distance from one column of A to the next.</param>
    /// <param name="rows">Number of rows, from 1 to <see cref="Rows"/>.</param>
    /// <param name="panel">The first inner step of the panel's columns.</param>
    /// <param name="panelStep">Distance from one inner step of the panel to the next.</param>
    /// <param name="inner">Length of the inner dimension.</param>
    /// <param name="c">Element (0, 0) of C.</param>
    /// <param name="strideC">Distance from one row of C to the next.</param>
    /// <param name="add">Whether the product is added to C; otherwise it overwrites C.</param>
    static abstract void Wide(float* a, nint rowStep, nint innerStep, int rows, float* panel, nint panelStep, int inner, float* c, nint strideC, bool add);

    /// <summary>The same for a panel of one vector.</summary>
    /// <inheritdoc cref="Wide"/>
    static abstract void Narrow(float* a, nint rowStep, nint innerStep, int rows, float* panel, nint panelStep, int inner, float* c, nint strideC, bool add);
}
