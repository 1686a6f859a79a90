namespace RuVector.Training.Numerics;

/// <summary>A function of x that is computed from x and <c>exp(-|x|)</c>.</summary>
internal interface IFallingExponentialFunction
{
    /// <summary>Computes every lane.</summary>
    /// <param name="x">The values.</param>
    /// <param name="exponential"><c>exp(-|x|)</c>.</param>
    static abstract T Of<T>(T x, T exponential)
        where T : struct, ILanes<T>;
}
