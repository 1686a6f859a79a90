using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>One number: for machines without vector instructions, and for the ends of arrays.</summary>
internal readonly unsafe struct SingleLane : ILanes<SingleLane>
{
    private readonly float _value;

    private SingleLane(float value) => _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane Load(float* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SingleLane value, float* target) => *target = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane Add(SingleLane a, SingleLane b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane MultiplyAdd(SingleLane a, SingleLane b, SingleLane c) => new(float.MultiplyAddEstimate(a._value, b._value, c._value));
}
