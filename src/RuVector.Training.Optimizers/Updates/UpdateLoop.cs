using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Runs a rule over consecutive parameters, in one pass: the widest lanes first, then narrower ones for what is left. All widths give the same bits.</summary>
internal static class UpdateLoop
{
    public static void Run<TRule>(in TRule rule, in UpdateSlice slice)
        where TRule : struct, IUpdateRule
    {
        if (slice.CoupledDecay > 0)
        {
            Run<TRule, Coupled>(rule, slice);
        }
        else
        {
            Run<TRule, NotCoupled>(rule, slice);
        }
    }

    /// <summary>Runs the rule with one width from a position on.</summary>
    /// <returns>The first position that is not done: fewer parameters are left than there are lanes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static nuint Run<TRule, TDecay, T>(in TRule rule, in UpdateSlice slice, nuint start)
        where TRule : struct, IUpdateRule
        where TDecay : struct, IDecayKind
        where T : struct, ILanes<T>
    {
        ref float parameters = ref MemoryMarshal.GetReference(slice.Parameters);
        ref float gradients = ref MemoryMarshal.GetReference(slice.Gradients);
        ref float first = ref MemoryMarshal.GetReference(slice.First);
        ref float second = ref MemoryMarshal.GetReference(slice.Second);
        ref float third = ref MemoryMarshal.GetReference(slice.Third);
        Coefficients<float> c = rule.Coefficients;
        Coefficients<T> coefficients = new(T.Create(c.A), T.Create(c.B), T.Create(c.C), T.Create(c.D), T.Create(c.E), T.Create(c.F));
        T coupledDecay = T.Create(slice.CoupledDecay), minusDecay = T.Create(-slice.Decay);
        nuint lanes = (nuint)T.Count, length = (nuint)slice.Parameters.Length, i = start;
        for (; i + lanes <= length; i += lanes)
        {
            T parameter = T.Load(ref parameters, i), gradient = T.Load(ref gradients, i);
            gradient = TDecay.IsCoupled ? T.MultiplyAdd(coupledDecay, parameter, gradient) : gradient;
            parameter = T.MultiplyAdd(minusDecay, parameter, parameter);
            T m1 = TRule.MomentCount > 0 ? T.Load(ref first, i) : default;
            T m2 = TRule.MomentCount > 1 ? T.Load(ref second, i) : default;
            T m3 = TRule.MomentCount > 2 ? T.Load(ref third, i) : default;
            TRule.Update(coefficients, gradient, ref parameter, ref m1, ref m2, ref m3);
            if (TRule.MomentCount > 0)
            {
                m1.Store(ref first, i);
            }

            if (TRule.MomentCount > 1)
            {
                m2.Store(ref second, i);
            }

            if (TRule.MomentCount > 2)
            {
                m3.Store(ref third, i);
            }

            parameter.Store(ref parameters, i);
        }

        return i;
    }

    private static void Run<TRule, TDecay>(in TRule rule, in UpdateSlice slice)
        where TRule : struct, IUpdateRule
        where TDecay : struct, IDecayKind
    {
        nuint done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Run<TRule, TDecay, Lanes512>(rule, slice, done);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            done = Run<TRule, TDecay, Lanes256>(rule, slice, done);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            done = Run<TRule, TDecay, Lanes128>(rule, slice, done);
        }

        Run<TRule, TDecay, Lanes32>(rule, slice, done);
    }
}
