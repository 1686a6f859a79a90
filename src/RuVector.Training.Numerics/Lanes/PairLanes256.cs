using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>Eight pairs of integers of 16 bits (256 bits); a product of two pairs is the sum of their two products, 32 bits wide.</summary>
/// <remarks>Only where <see cref="Avx2"/> is supported.</remarks>
internal struct PairLanes256(Vector256<int> value) : ITileLanes<PairLanes256>
{
    private Vector256<int> _value = value;

    public static int Count => Vector256<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes256 operator +(PairLanes256 left, PairLanes256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes256 Create(float value) => new(Vector256.Create(value).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes256 Load(ref readonly float source, nuint offset) => new(Vector256.LoadUnsafe(in source, offset).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(PairLanes256 a, PairLanes256 b, ref PairLanes256 sum) => sum._value = Avx2.MultiplyAddAdjacent(a._value.AsInt16(), b._value.AsInt16()) + sum._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nuint offset) => _value.AsSingle().StoreUnsafe(ref destination, offset);
}
