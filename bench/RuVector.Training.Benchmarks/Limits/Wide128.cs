using System.Runtime.Intrinsics;

namespace RuVector.Training.Benchmarks;

/// <summary>A register of 128 bits.</summary>
internal readonly struct Wide128(Vector128<float> value) : IWide<Wide128>
{
    private readonly Vector128<float> _value = value;

    public static int Count => Vector128<float>.Count;

    public static Wide128 Create(float value) => new(Vector128.Create(value));

    public static Wide128 Load(ref readonly float source, nuint offset) => new(Vector128.LoadUnsafe(in source, offset));

    public static Wide128 MultiplyAdd(Wide128 a, Wide128 b, Wide128 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Wide128 OverRoot(Wide128 a, Wide128 b) => new(a._value / Vector128.Sqrt(b._value));

    public static float Sum(Wide128 value) => Vector128.Sum(value._value);

    public void Store(ref float destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);
}
