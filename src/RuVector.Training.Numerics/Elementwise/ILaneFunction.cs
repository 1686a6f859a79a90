namespace RuVector.Training.Numerics;

/// <summary>A function of every value of a row, with the same bits in every width.</summary>
/// <remarks>Each function has the loop itself: the compiler inlines by the size of the method it starts with, and a short loop around a long function would stay full of calls.</remarks>
internal interface ILaneFunction
{
    /// <summary>Computes with one width from a position on.</summary>
    /// <param name="values">The values, <c>[n]</c>.</param>
    /// <param name="results">Overwritten from the position on, <c>[n]</c>; may be the values.</param>
    /// <param name="start">The position.</param>
    /// <returns>The first position that is not done: fewer values are left than there are lanes.</returns>
    static abstract nuint Run<T>(ReadOnlySpan<float> values, Span<float> results, nuint start)
        where T : struct, ILanes<T>;
}
