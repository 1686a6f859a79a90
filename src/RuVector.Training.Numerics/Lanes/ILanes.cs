namespace RuVector.Training.Numerics;

/// <summary>One or more float32 numbers that a kernel computes with at once.</summary>
/// <remarks>
/// <para>A kernel is written once over this contract and compiled for each width. Every operation rounds each lane exactly as float32 arithmetic does, so all widths give the same bits.</para>
/// </remarks>
/// <typeparam name="TSelf">The type of the lanes.</typeparam>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Gets the number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>Reads <see cref="Count"/> numbers; the caller has checked that they exist.</summary>
    static abstract TSelf Load(ref readonly float source, nuint offset);

    /// <summary>Computes <c>a * b + c</c>, rounded once where the machine can (see <see cref="FusedLanes"/>), else twice.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The square root, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The larger of two numbers, neither of them NaN.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Chooses one of two numbers, by whether the left one is less than the right one; NaN is not less than anything.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    /// <summary>Subtracts the bits of two numbers as integers of 32 bits that wrap around.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    /// <summary>Shifts the bits of each number up; zeros come in.</summary>
    static abstract TSelf ShiftBitsLeft(TSelf value, int count);

    /// <summary>Shifts the bits of each number down; zeros come in.</summary>
    static abstract TSelf ShiftBitsRight(TSelf value, int count);

    /// <summary>The sum of the lanes, in double.</summary>
    static abstract double Sum(TSelf value);

    /// <summary>Writes <see cref="Count"/> numbers; the caller has checked that there is room.</summary>
    void Store(ref float destination, nuint offset);
}
