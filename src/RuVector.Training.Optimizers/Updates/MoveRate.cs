using System.Numerics.Tensors;

namespace RuVector.Training.Optimizers;

/// <summary>Rates of moves along directions so short that the rate is beyond float32 while the move is not.</summary>
internal static class MoveRate
{
    private const float Lift = 4f * (1L << 62) * (1L << 62);

    /// <summary>Makes a rate a float32; where it is too large for one, the direction takes over a power of two.</summary>
    /// <param name="rate">The rate, 0 or more.</param>
    /// <param name="direction">The direction; multiplied if need be, which takes one that is not short to infinity, as the move would be.</param>
    /// <returns>The rate of the same move.</returns>
    public static float Fit(double rate, Span<float> direction)
    {
        if (!(rate > float.MaxValue)) // also of NaN, which stays one
        {
            return (float)rate;
        }

        TensorPrimitives.Multiply(direction, Lift, direction);
        return (float)(rate / Lift);
    }
}
