using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>How a product lies in memory.</summary>
internal interface IFilterValues
{
    /// <summary>Turns lanes as they were read into numbers.</summary>
    static abstract TLanes Convert<TLanes>(TLanes value)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Products are float32.</summary>
internal readonly struct FloatValues : IFilterValues
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Convert<TLanes>(TLanes value)
        where TLanes : struct, ILanes<TLanes> => value;
}

/// <summary>Products are integers of 32 bits.</summary>
internal readonly struct IntegerValues : IFilterValues
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Convert<TLanes>(TLanes value)
        where TLanes : struct, ILanes<TLanes> => TLanes.ConvertBits(value);
}
