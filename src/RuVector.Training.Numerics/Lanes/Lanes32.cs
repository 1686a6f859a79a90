using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>One number: the tail of a loop, and machines without vectors.</summary>
internal struct Lanes32(float value) : ILanes<Lanes32>
{
    private float _value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator +(Lanes32 left, Lanes32 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator -(Lanes32 left, Lanes32 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator *(Lanes32 left, Lanes32 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator /(Lanes32 left, Lanes32 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Create(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Load(ref readonly float source, nuint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(Lanes32 a, Lanes32 b, ref Lanes32 sum)
    {
        if (FusedLanes.IsSupported)
        {
            sum._value = float.FusedMultiplyAdd(a._value, b._value, sum._value);
        }
        else
        {
            sum._value = (a._value * b._value) + sum._value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 MultiplyAdd(Lanes32 a, Lanes32 b, Lanes32 c) =>
        new(FusedLanes.IsSupported ? float.FusedMultiplyAdd(a._value, b._value, c._value) : (a._value * b._value) + c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Sqrt(Lanes32 value) => new(MathF.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Max(Lanes32 left, Lanes32 right) => new(float.MaxNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Min(Lanes32 left, Lanes32 right) => new(float.MinNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 SelectLess(Lanes32 left, Lanes32 right, Lanes32 then, Lanes32 otherwise) => left._value < right._value ? then : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 IsLess(Lanes32 left, Lanes32 right) => new(BitConverter.Int32BitsToSingle(left._value < right._value ? -1 : 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator |(Lanes32 left, Lanes32 right) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(left._value) | BitConverter.SingleToInt32Bits(right._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator ^(Lanes32 left, Lanes32 right) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(left._value) ^ BitConverter.SingleToInt32Bits(right._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HighestBits(Lanes32 value) => BitConverter.SingleToUInt32Bits(value._value) >> 31;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 SubtractBits(Lanes32 left, Lanes32 right) =>
        new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(left._value) - BitConverter.SingleToInt32Bits(right._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 ShiftBitsLeft(Lanes32 value, int count) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value._value) << count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 ShiftBitsRight(Lanes32 value, int count) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value._value) >>> count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 ConvertBits(Lanes32 value) => new(BitConverter.SingleToInt32Bits(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NotAtMost(Lanes32 left, Lanes32 right) => left._value <= right._value ? 0u : 1u;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes32 value) => value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nuint offset) => Unsafe.Add(ref destination, offset) = _value;
}
