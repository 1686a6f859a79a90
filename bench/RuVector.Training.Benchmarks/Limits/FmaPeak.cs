using System.Runtime.CompilerServices;

namespace RuVector.Training.Benchmarks;

/// <summary>Fused multiply-adds that stay in registers: the most that a product can reach.</summary>
/// <remarks>Twelve chains, more than latency times ports of today's cores (4 cycles, 2 ports); the width is the one that the engine would choose.</remarks>
internal sealed class FmaPeak() : RegisterPeak(2.0 * Chains * Rounds)
{
    private const int Rounds = 20_000;
    private const int Chains = 12;

    public override string Name => "FMA peak";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override float Run<T>()
    {
        T x = T.Create(0.999f), y = T.Create(1e-3f);
        T c0 = T.Create(0), c1 = T.Create(1), c2 = T.Create(2), c3 = T.Create(3), c4 = T.Create(4), c5 = T.Create(5);
        T c6 = T.Create(6), c7 = T.Create(7), c8 = T.Create(8), c9 = T.Create(9), c10 = T.Create(10), c11 = T.Create(11);
        for (int i = 0; i < Rounds; i++)
        {
            c0 = T.MultiplyAdd(c0, x, y);
            c1 = T.MultiplyAdd(c1, x, y);
            c2 = T.MultiplyAdd(c2, x, y);
            c3 = T.MultiplyAdd(c3, x, y);
            c4 = T.MultiplyAdd(c4, x, y);
            c5 = T.MultiplyAdd(c5, x, y);
            c6 = T.MultiplyAdd(c6, x, y);
            c7 = T.MultiplyAdd(c7, x, y);
            c8 = T.MultiplyAdd(c8, x, y);
            c9 = T.MultiplyAdd(c9, x, y);
            c10 = T.MultiplyAdd(c10, x, y);
            c11 = T.MultiplyAdd(c11, x, y);
        }

        T one = T.Create(1);
        T low = T.MultiplyAdd(c0, one, T.MultiplyAdd(c1, one, T.MultiplyAdd(c2, one, T.MultiplyAdd(c3, one, T.MultiplyAdd(c4, one, c5)))));
        T high = T.MultiplyAdd(c6, one, T.MultiplyAdd(c7, one, T.MultiplyAdd(c8, one, T.MultiplyAdd(c9, one, T.MultiplyAdd(c10, one, c11)))));
        return T.Sum(low) + T.Sum(high);
    }
}
