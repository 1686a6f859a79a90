using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>Rounds unit rows to integers of 16 bits.</summary>
/// <remarks>
/// A query of length 1 becomes one of length <see cref="QueryScale"/>, a candidate one of at most <see cref="CandidateScale"/>, so by Cauchy and Schwarz no sum of products of two rows, whole
/// or in part, leaves 32 bits. The longer a row is, the less of it is rounded away; candidates can be longer as each may have a scale of its own, and so none loses its largest number.
/// </remarks>
internal static unsafe class PairRounding
{
    /// <summary>The length of a rounded query, about: so short that 16 bits hold any of its numbers.</summary>
    public const float QueryScale = 32000;

    /// <summary>The largest length of a rounded candidate, about.</summary>
    public const float CandidateScale = 60000;

    private const float LargestNumber = 32766;

    /// <summary>More than the error of summing the squares in float32.</summary>
    private const double SumMargin = 1.02;

    /// <summary>More than the length of what the multiplication by the scale rounds away.</summary>
    private const double ProductMargin = 0.01;

    /// <summary>Chooses the scale of a candidate.</summary>
    /// <param name="unit">A row of length at most about 1.</param>
    public static float ScaleOf(ReadOnlySpan<float> unit) => Math.Min(CandidateScale, LargestNumber / Magnitude.Largest(unit));

    /// <summary>Rounds a row.</summary>
    /// <param name="unit">A row of length at most about 1.</param>
    /// <param name="scale">The length of the rounded row; 16 bits must hold its numbers.</param>
    /// <param name="pairs">Overwritten with the integers, and a zero after an odd number of them.</param>
    /// <returns>At least the length of the difference between the integers and <c>scale * unit</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Round(ReadOnlySpan<float> unit, float scale, short* pairs)
    {
        int i = 0;
        double squares = 0;
        fixed (float* source = unit)
        {
            Vector128<float> scales = Vector128.Create(scale), lowSquares = default, highSquares = default;
            for (; Sse2.IsSupported && i <= unit.Length - 8; i += 8)
            {
                Vector128<float> low = Vector128.Load(source + i) * scales, high = Vector128.Load(source + i + 4) * scales;
                Vector128<int> lowRounded = Sse2.ConvertToVector128Int32(low), highRounded = Sse2.ConvertToVector128Int32(high);
                Sse2.PackSignedSaturate(lowRounded, highRounded).Store(pairs + i);
                Vector128<float> lowError = low - Sse2.ConvertToVector128Single(lowRounded), highError = high - Sse2.ConvertToVector128Single(highRounded);
                lowSquares += lowError * lowError;
                highSquares += highError * highError;
            }

            squares = Vector128.Sum(Vector128.WidenLower(lowSquares) + Vector128.WidenUpper(lowSquares) + Vector128.WidenLower(highSquares) + Vector128.WidenUpper(highSquares));
            for (; i < unit.Length; i++)
            {
                float value = source[i] * scale;
                float rounded = MathF.Round(value);
                pairs[i] = (short)Math.Clamp(rounded, short.MinValue, short.MaxValue);
                squares += (value - rounded) * (value - rounded);
            }
        }

        if (unit.Length % 2 != 0)
        {
            pairs[unit.Length] = 0;
        }

        return (Math.Sqrt(squares) * SumMargin) + ProductMargin;
    }
}
