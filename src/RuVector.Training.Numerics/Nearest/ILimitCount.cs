namespace RuVector.Training.Numerics;

/// <summary>How many limits each query has, known when a kernel is compiled.</summary>
internal interface ILimitCount
{
    static abstract int Count { get; }
}

/// <summary>The largest closeness alone.</summary>
internal readonly struct OneLimit : ILimitCount
{
    public static int Count => 1;
}

/// <summary>The largest closeness, and one that counts.</summary>
internal readonly struct TwoLimits : ILimitCount
{
    public static int Count => 2;
}

/// <summary>The largest closeness, and two that count.</summary>
internal readonly struct ThreeLimits : ILimitCount
{
    public static int Count => 3;
}
