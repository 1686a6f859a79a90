using System.Runtime.Intrinsics;

namespace RuVector.Training.Benchmarks;

/// <summary>A register of 512 bits.</summary>
internal readonly struct Wide512(Vector512<float> value) : IWide<Wide512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => Vector512<float>.Count;

    public static Wide512 Create(float value) => new(Vector512.Create(value));

    public static Wide512 Load(ref readonly float source, nuint offset) => new(Vector512.LoadUnsafe(in source, offset));

    public static Wide512 MultiplyAdd(Wide512 a, Wide512 b, Wide512 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Wide512 OverRoot(Wide512 a, Wide512 b) => new(a._value / Vector512.Sqrt(b._value));

    public static float Sum(Wide512 value) => Vector512.Sum(value._value);

    public void Store(ref float destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);
}
