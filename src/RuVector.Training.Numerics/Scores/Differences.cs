using System.Numerics;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>What is computed from the difference of two vectors itself, so that close vectors lose nothing.</summary>
internal static class Differences
{
    /// <summary>Computes <c>sum_i (a_i - b_i)^2</c> in double.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(a), right = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<double> low = default, high = default;
        for (int i = 0; i < left.Length; i++)
        {
            Vector.Widen(left[i], out Vector<double> leftLow, out Vector<double> leftHigh);
            Vector.Widen(right[i], out Vector<double> rightLow, out Vector<double> rightHigh);
            Vector<double> lowDifference = leftLow - rightLow, highDifference = leftHigh - rightHigh;
            low += lowDifference * lowDifference;
            high += highDifference * highDifference;
        }

        double sum = Vector.Sum(low + high);
        for (int i = left.Length * Vector<float>.Count; i < a.Length; i++)
        {
            double difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>Adds <c>factor (from - to)</c> to a vector.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> from, ReadOnlySpan<float> to, float factor)
    {
        Span<Vector<float>> targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(from), right = MemoryMarshal.Cast<float, Vector<float>>(to);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] += factor * (left[i] - right[i]);
        }

        for (int i = targets.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] += factor * (from[i] - to[i]);
        }
    }

    /// <summary>Turns inner products of a vector with candidates into distances.</summary>
    /// <remarks><c>|a|^2 + |b|^2 - 2 ab</c> where that keeps its digits; from the difference where the two are close, or where squares leave the range of float32.</remarks>
    /// <param name="products">The inner products; overwritten with distances.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="square">Its sum of squares.</param>
    /// <param name="candidates">The candidates, one for each product.</param>
    /// <param name="squares">Their sums of squares.</param>
    /// <param name="squared">Whether squared distances are wanted.</param>
    public static void FromProducts(Span<float> products, ReadOnlySpan<float> vector, double square, ReadOnlyMatrixSpan candidates, ReadOnlySpan<double> squares, bool squared)
    {
        for (int j = 0; j < products.Length; j++)
        {
            double sum = square + squares[j];
            double distance = sum - (2.0 * products[j]);
            if (!(distance > ClosestShare * sum && sum is > SmallestSum and < LargestSum))
            {
                distance = SumOfSquares(vector, candidates[j]);
            }

            products[j] = (float)(squared ? distance : Math.Sqrt(distance));
        }
    }

    /// <summary>Below this share of <c>|a|^2 + |b|^2</c> a squared distance is computed from the difference: cancellation would cost more than 3 bits.</summary>
    private const double ClosestShare = 0.125;

    private const double SmallestSum = 1e-24, LargestSum = 1e30;
}
