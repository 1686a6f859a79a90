using System.Runtime.CompilerServices;

namespace RuVector.Training.Benchmarks;

/// <summary>The five ways in which our kernels walk through memory, with as little arithmetic as can be.</summary>
internal static class Streams
{
    /// <summary>Reads one array; the sum is returned so that nothing is left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Read<T>(ref float a, nuint start, nuint end)
        where T : struct, IWide<T>
    {
        T s0 = default, s1 = default, s2 = default, s3 = default, one = T.Create(1);
        nuint n = (nuint)T.Count;
        for (nuint i = start; i < end; i += 4 * n)
        {
            s0 = T.MultiplyAdd(T.Load(in a, i), one, s0);
            s1 = T.MultiplyAdd(T.Load(in a, i + n), one, s1);
            s2 = T.MultiplyAdd(T.Load(in a, i + (2 * n)), one, s2);
            s3 = T.MultiplyAdd(T.Load(in a, i + (3 * n)), one, s3);
        }

        return T.Sum(s0) + T.Sum(s1) + T.Sum(s2) + T.Sum(s3);
    }

    /// <summary>b = a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(ref float a, ref float b, nuint start, nuint end)
        where T : struct, IWide<T>
    {
        nuint n = (nuint)T.Count;
        for (nuint i = start; i < end; i += 2 * n)
        {
            T.Load(in a, i).Store(ref b, i);
            T.Load(in a, i + n).Store(ref b, i + n);
        }
    }

    /// <summary>c = a + factor * b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Triad<T>(ref float a, ref float b, ref float c, nuint start, nuint end)
        where T : struct, IWide<T>
    {
        T factor = T.Create(0.5f);
        nuint n = (nuint)T.Count;
        for (nuint i = start; i < end; i += n)
        {
            T.MultiplyAdd(factor, T.Load(in b, i), T.Load(in a, i)).Store(ref c, i);
        }
    }

    /// <summary>Reads a, b and c and writes a and b: the traffic of a step of SGD with momentum, with two multiply-adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sgd<T>(ref float a, ref float b, ref float c, nuint start, nuint end)
        where T : struct, IWide<T>
    {
        T factor = T.Create(1e-3f);
        nuint n = (nuint)T.Count;
        for (nuint i = start; i < end; i += n)
        {
            T gradient = T.Load(in c, i);
            T.MultiplyAdd(factor, gradient, T.Load(in a, i)).Store(ref a, i);
            T.MultiplyAdd(factor, gradient, T.Load(in b, i)).Store(ref b, i);
        }
    }

    /// <summary>Reads a, b, c and d and writes a, b and c: the traffic of a step of Adam, with three multiply-adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adam<T>(ref float a, ref float b, ref float c, ref float d, nuint start, nuint end)
        where T : struct, IWide<T>
    {
        T factor = T.Create(1e-3f);
        nuint n = (nuint)T.Count;
        for (nuint i = start; i < end; i += n)
        {
            T gradient = T.Load(in d, i);
            T.MultiplyAdd(factor, gradient, T.Load(in a, i)).Store(ref a, i);
            T.MultiplyAdd(factor, gradient, T.Load(in b, i)).Store(ref b, i);
            T.MultiplyAdd(factor, gradient, T.Load(in c, i)).Store(ref c, i);
        }
    }
}
