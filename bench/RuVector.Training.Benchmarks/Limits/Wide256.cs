using System.Runtime.Intrinsics;

namespace RuVector.Training.Benchmarks;

/// <summary>A register of 256 bits.</summary>
internal readonly struct Wide256(Vector256<float> value) : IWide<Wide256>
{
    private readonly Vector256<float> _value = value;

    public static int Count => Vector256<float>.Count;

    public static Wide256 Create(float value) => new(Vector256.Create(value));

    public static Wide256 Load(ref readonly float source, nuint offset) => new(Vector256.LoadUnsafe(in source, offset));

    public static Wide256 MultiplyAdd(Wide256 a, Wide256 b, Wide256 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Wide256 OverRoot(Wide256 a, Wide256 b) => new(a._value / Vector256.Sqrt(b._value));

    public static float Sum(Wide256 value) => Vector256.Sum(value._value);

    public void Store(ref float destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);
}
