namespace RuVector.Training.Numerics;

/// <summary>Lanes of 32 bits that the tile of a product computes with: a number each, or a pair of smaller ones. The default value is 0 in every lane.</summary>
/// <typeparam name="TSelf">The type of the lanes.</typeparam>
internal interface ITileLanes<TSelf>
    where TSelf : struct, ITileLanes<TSelf>
{
    /// <summary>Gets the number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>The same 32 bits in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>Reads <see cref="Count"/> lanes; the caller has checked that they exist.</summary>
    static abstract TSelf Load(ref readonly float source, nuint offset);

    /// <summary>Adds <c>a * b</c> to a sum.</summary>
    /// <remarks>In place, by one plain assignment of the field: only then does the compiler keep the sum in the register that the machine adds to. A value that is returned costs a move for each product, a conditional expression sends all sums through memory.</remarks>
    static abstract void AddProduct(TSelf a, TSelf b, ref TSelf sum);

    /// <summary>Writes <see cref="Count"/> lanes; the caller has checked that there is room.</summary>
    void Store(ref float destination, nuint offset);
}
