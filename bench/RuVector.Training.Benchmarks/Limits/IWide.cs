namespace RuVector.Training.Benchmarks;

/// <summary>A vector register of float32: what the limits are written over, once for each width.</summary>
internal interface IWide<TSelf>
    where TSelf : struct, IWide<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Create(float value);

    static abstract TSelf Load(ref readonly float source, nuint offset);

    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a / sqrt(b).</summary>
    static abstract TSelf OverRoot(TSelf a, TSelf b);

    static abstract float Sum(TSelf value);

    void Store(ref float destination, nuint offset);
}
