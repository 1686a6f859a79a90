namespace RuVector.Training.Numerics;

/// <summary>One or more float32 numbers that a kernel computes with at once.</summary>
/// <remarks>
/// <para>A kernel is written once over this contract and compiled for each width. Every operation rounds each lane exactly as float32 arithmetic does, so all widths give the same bits;
/// <see cref="MultiplyAdd"/> and <see cref="ITileLanes{TSelf}.AddProduct"/> round once where the machine can (see <see cref="FusedLanes"/>), else twice.</para>
/// </remarks>
/// <typeparam name="TSelf">The type of the lanes.</typeparam>
internal interface ILanes<TSelf> : ITileLanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Computes <c>a * b + c</c>.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The square root, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The larger of two numbers, neither of them NaN.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The smaller of two numbers; where one of them is NaN, the right one on x64 and NaN elsewhere.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>Chooses one of two numbers, by whether the left one is less than the right one; NaN is not less than anything.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    /// <summary>Tells which of the left numbers are less than the right ones: all bits of a lane, or none. NaN is not less than anything.</summary>
    static abstract TSelf IsLess(TSelf left, TSelf right);

    /// <summary>The bits that are set in one of two lanes or both.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>The bits that are set in one of two lanes alone.</summary>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>The highest bit of each lane: one bit a lane, the first the lowest.</summary>
    static abstract uint HighestBits(TSelf value);

    /// <summary>Subtracts the bits of two numbers as integers of 32 bits that wrap around.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    /// <summary>Shifts the bits of each number up; zeros come in.</summary>
    static abstract TSelf ShiftBitsLeft(TSelf value, int count);

    /// <summary>Shifts the bits of each number down; zeros come in.</summary>
    static abstract TSelf ShiftBitsRight(TSelf value, int count);

    /// <summary>Reads the bits of each number as an integer of 32 bits and converts it, rounded to the nearest float32.</summary>
    static abstract TSelf ConvertBits(TSelf value);

    /// <summary>Tells which of the left numbers are not at most the right ones: one bit a lane, the first the lowest. NaN is not at most anything.</summary>
    static abstract uint NotAtMost(TSelf left, TSelf right);

    /// <summary>The sum of the lanes, in double.</summary>
    static abstract double Sum(TSelf value);
}
