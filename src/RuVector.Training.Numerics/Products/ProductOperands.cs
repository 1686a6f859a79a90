namespace RuVector.Training.Numerics;

/// <summary>The left factor and the result of a product, by the steps between their elements.</summary>
internal readonly unsafe struct ProductOperands
{
    public required float* A { get; init; }

    /// <summary>Gets the distance from one row of A to the next.</summary>
    public required nint RowStep { get; init; }

    /// <summary>Gets the distance from one column of A to the next.</summary>
    public required nint InnerStep { get; init; }

    public required PanelSource B { get; init; }

    public required float* C { get; init; }

    public required nint StrideC { get; init; }

    public required int Inner { get; init; }

    /// <summary>Gets a value indicating whether the product is added to C.</summary>
    public required bool Add { get; init; }
}
