using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>Sixteen pairs of integers of 16 bits (512 bits); a product of two pairs is the sum of their two products, 32 bits wide.</summary>
/// <remarks>Only where <see cref="Avx512BW"/> is supported.</remarks>
internal struct PairLanes512(Vector512<int> value) : ITileLanes<PairLanes512>
{
    private Vector512<int> _value = value;

    public static int Count => Vector512<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes512 operator +(PairLanes512 left, PairLanes512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes512 Create(float value) => new(Vector512.Create(value).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes512 Load(ref readonly float source, nuint offset) => new(Vector512.LoadUnsafe(in source, offset).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(PairLanes512 a, PairLanes512 b, ref PairLanes512 sum) => sum._value = Avx512BW.MultiplyAddAdjacent(a._value.AsInt16(), b._value.AsInt16()) + sum._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nuint offset) => _value.AsSingle().StoreUnsafe(ref destination, offset);
}
