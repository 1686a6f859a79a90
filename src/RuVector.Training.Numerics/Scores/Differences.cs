using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>What is computed from the difference of two vectors itself, so that close vectors lose nothing.</summary>
internal static class Differences
{
    /// <summary>Computes <c>sum_i (a_i - b_i)^2</c> in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>Adds numbers up in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<float> values)
    {
        Vector<double> sums = default;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (Vector<float> vector in vectors)
        {
            Vector.Widen(vector, out Vector<double> low, out Vector<double> high);
            sums += low + high;
        }

        double sum = Vector.Sum(sums);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Adds each number to the sum at its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddEach(ReadOnlySpan<float> values, Span<double> sums)
    {
        int end = values.Length - (values.Length % Vector<float>.Count);
        for (int i = 0; i < end; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out Vector<double> low, out Vector<double> high);
            Span<double> first = sums[i..], second = sums[(i + Vector<double>.Count)..];
            (low + new Vector<double>(first)).CopyTo(first);
            (high + new Vector<double>(second)).CopyTo(second);
        }

        for (int i = end; i < values.Length; i++)
        {
            sums[i] += values[i];
        }
    }

    /// <summary>Adds <c>factor (from - to)</c> to a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>Turns inner products of a vector with candidates into distances, <c>|a|^2 + |b|^2 - 2 ab</c>, where that keeps its digits.</summary>
    /// <param name="products">The inner products; overwritten with distances, or with <see cref="Close"/> where the two are close or where squares leave the range of float32.</param>
    /// <param name="square">The sum of squares of the vector.</param>
    /// <param name="squares">Those of the candidates; empty for unit rows.</param>
    /// <param name="squared">Whether squared distances are wanted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromProducts(Span<float> products, double square, ReadOnlySpan<double> squares, bool squared)
    {
        int end = products.Length - (products.Length % Vector<float>.Count);
        for (int j = 0; j < end; j += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(products[j..]), out Vector<double> lowProducts, out Vector<double> highProducts);
            Vector<double> low = squares.IsEmpty ? Vector<double>.One : new(squares[j..]), high = squares.IsEmpty ? Vector<double>.One : new(squares[(j + Vector<double>.Count)..]);
            Vector.Narrow(Far(lowProducts, square, low, squared), Far(highProducts, square, high, squared)).CopyTo(products[j..]);
        }

        for (int j = end; j < products.Length; j++)
        {
            double sum = square + (squares.IsEmpty ? 1 : squares[j]), distance = sum - (2.0 * products[j]);
            bool isFar = distance > ClosestShare * sum && sum is > SmallestSum and < LargestSum;
            products[j] = isFar ? (float)(squared ? distance : Math.Sqrt(distance)) : Close;
        }
    }

    /// <summary>Divides by distances and multiplies by a sign; equal vectors have the derivative 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DivideByDistances(Span<float> derivatives, ReadOnlySpan<float> distances, float sign)
    {
        int end = derivatives.Length - (derivatives.Length % Vector<float>.Count);
        for (int i = 0; i < end; i += Vector<float>.Count)
        {
            Vector<float> divisors = new(distances[i..]);
            Vector<float> quotients = sign * new Vector<float>(derivatives[i..]) / divisors;
            Vector.ConditionalSelect(Vector.Equals(divisors, Vector<float>.Zero), Vector<float>.Zero, quotients).CopyTo(derivatives[i..]);
        }

        for (int i = end; i < derivatives.Length; i++)
        {
            derivatives[i] = distances[i] == 0 ? 0 : sign * derivatives[i] / distances[i];
        }
    }

    private static Vector<double> Far(Vector<double> products, double square, Vector<double> squares, bool squared)
    {
        Vector<double> sums = new Vector<double>(square) + squares, distances = sums - (products + products);
        Vector<long> isFar = Vector.GreaterThan(distances, ClosestShare * sums) & Vector.GreaterThan(sums, new Vector<double>(SmallestSum)) & Vector.LessThan(sums, new Vector<double>(LargestSum));
        return Vector.ConditionalSelect(isFar, squared ? distances : Vector.SquareRoot(distances), new Vector<double>(Close));
    }

    /// <summary>Below this share of <c>|a|^2 + |b|^2</c> a squared distance is computed from the difference: cancellation would cost more than 3 bits.</summary>
    private const double ClosestShare = 0.125;

    private const double SmallestSum = 1e-24, LargestSum = 1e30;

    /// <summary>Stands for a distance that is to be computed from the difference; no distance is below zero.</summary>
    public const float Close = -1;
}
