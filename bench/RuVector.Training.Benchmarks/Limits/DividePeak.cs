using System.Runtime.CompilerServices;

namespace RuVector.Training.Benchmarks;

/// <summary>Quotients by a root that stay in registers: the most that a step of Adam can reach while its numbers are in a cache. Counted as the 28 bytes that a step moves for each.</summary>
internal sealed class DividePeak() : RegisterPeak(BytesPerQuotient * Chains * Rounds)
{
    private const int Rounds = 5_000;
    private const int Chains = 6;
    private const double BytesPerQuotient = 28;

    public override string Name => "divide by root";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override float Run<T>()
    {
        T a = T.Create(1.7f);
        T c0 = T.Create(1), c1 = T.Create(2), c2 = T.Create(3), c3 = T.Create(4), c4 = T.Create(5), c5 = T.Create(6);
        for (int i = 0; i < Rounds; i++)
        {
            c0 = T.OverRoot(a, c0);
            c1 = T.OverRoot(a, c1);
            c2 = T.OverRoot(a, c2);
            c3 = T.OverRoot(a, c3);
            c4 = T.OverRoot(a, c4);
            c5 = T.OverRoot(a, c5);
        }

        T one = T.Create(1);
        return T.Sum(T.MultiplyAdd(c0, one, T.MultiplyAdd(c1, one, T.MultiplyAdd(c2, one, T.MultiplyAdd(c3, one, T.MultiplyAdd(c4, one, c5))))));
    }
}
