namespace RuVector.Training.GuardPages;

/// <summary>Where an operand lies: how far from a guard page, and on which side of it.</summary>
/// <param name="Offset">Floats between operand and guard page; 0 lets the next float fault.</param>
/// <param name="BeforeGuard">Whether the operand ends at the guard page behind it, instead of starting at the one ahead.</param>
internal readonly record struct Place(int Offset, bool BeforeGuard)
{
    public const int Offsets = 16;

    public static IEnumerable<Place> All => from offset in Enumerable.Range(0, Offsets) from before in (bool[])[true, false] select new Place(offset, before);

    /// <summary>Both guards at once touch, and once each at another distance.</summary>
    public static IEnumerable<Place> TouchingAndAt(int offset) => [new(0, true), new(0, false), new(offset, true), new(offset, false)];
}
