namespace RuVector.Training.Numerics;

/// <summary>A few float32 numbers that a kernel handles at once: a formula written over this type runs 512, 256 and 128 bits wide and one by one.</summary>
/// <remarks>Generic code over a struct is compiled for each struct, so the calls below become single instructions.</remarks>
/// <typeparam name="T">The implementing type.</typeparam>
internal unsafe interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Gets the number of numbers.</summary>
    static abstract int Count { get; }

    static abstract T Load(float* source);

    static abstract void Store(T value, float* target);

    /// <summary>The same number in every lane.</summary>
    static abstract T Broadcast(float value);

    static abstract T Add(T a, T b);

    /// <summary><c>a * b + c</c>; rounded once where the machine can.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);
}
