using RuVector.Training.Numerics;
using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

/// <summary>Every width of lanes gives the same bits, for every rule.</summary>
[TestFixture]
public sealed class UpdateLoopTests
{
    private static readonly float[] _special = [0f, -0f, 1e-45f, -3e-39f, 1e-30f, -1e-20f, 1e20f, -3e38f, 1f, -1f, 0.1f, float.MinValue, 7e-23f];

    [Test]
    public void Run_SgdRule_SameBitsInEveryWidth() => ShouldAgree(new SgdRule(0.1f));

    [Test]
    public void Run_SgdMomentumRule_SameBitsInEveryWidth() => ShouldAgree(new SgdMomentumRule(2, 0.1f, 0.9f, 0.3f, nesterov: true));

    [Test]
    public void Run_AdamRule_SameBitsInEveryWidth() => ShouldAgree(new AdamRule(0.9f, 0.999f, 0.01, 1e-8));

    [Test]
    public void Run_AmsGradRule_SameBitsInEveryWidth() => ShouldAgree(new AmsGradRule(new AdamRule(0.9f, 0.999f, 0.01, 1e-8)));

    [Test]
    public void Run_NAdamRule_SameBitsInEveryWidth() => ShouldAgree(new NAdamRule(0.9f, 0.999f, 0.01, 0.02, 1e-8));

    [Test]
    public void Run_UnrectifiedRule_SameBitsInEveryWidth() => ShouldAgree(new UnrectifiedRule(0.9f, 0.999f, 0.01));

    [Test]
    public void Run_AdamaxRule_SameBitsInEveryWidth() => ShouldAgree(new AdamaxRule(0.9f, 0.999f, 0.01, 1e-8f));

    [Test]
    public void Run_AdagradRule_SameBitsInEveryWidth() => ShouldAgree(new AdagradRule(0.01, 1e-10f, hasLargeSums: false));

    [Test]
    public void Run_RmsPropRule_SameBitsInEveryWidth() => ShouldAgree(new RmsPropRule(0.99f, 1e-8f, 0.01f, 0.9f));

    [Test]
    public void Run_RmsPropMomentumRule_SameBitsInEveryWidth() => ShouldAgree(new RmsPropMomentumRule(new RmsPropRule(0.99f, 1e-8f, 0.01f, 0.9f)));

    [Test]
    public void Run_CenteredRmsPropRule_SameBitsInEveryWidth() => ShouldAgree(new CenteredRmsPropRule(new RmsPropRule(0.99f, 1e-8f, 0.01f, 0.9f)));

    [Test]
    public void Run_CenteredRmsPropMomentumRule_SameBitsInEveryWidth() => ShouldAgree(new CenteredRmsPropMomentumRule(new RmsPropRule(0.99f, 1e-8f, 0.01f, 0.9f)));

    [Test]
    public void Run_LionRule_SameBitsInEveryWidth() => ShouldAgree(new LionRule(0.9f, 0.99f, 0.01f));

    [Test]
    public void Run_EmaRule_SameBitsInEveryWidth() => ShouldAgree(new EmaRule(0.9f));

    [Test]
    public void Run_LambRule_SameBitsInEveryWidth() => ShouldAgree(new LambRule(0.9f, 0.999f, 1e-6, 0.01));

    [Test]
    public void Run_SquareAverageRule_SameBitsInEveryWidth() => ShouldAgree(new SquareAverageRule(0.3, 1e-30f));

    [Test]
    public void Run_AverageMoveRule_SameBitsInEveryWidth() => ShouldAgree(new AverageMoveRule(0.9f, 0.01f, moves: true));

    [Test]
    public void Run_RootQuotientRule_SameBitsInEveryWidth() => ShouldAgree(default(RootQuotientRule));

    [Test]
    public void Run_ProductRule_SameBitsInEveryWidth() => ShouldAgree(default(ProductRule));

    [Test]
    public void Run_MuonRule_SameBitsInEveryWidth() => ShouldAgree(new MuonRule(0.95f, nesterov: true, 0.5f));

    [Test]
    public void Run_ScheduleFreeRule_SameBitsInEveryWidth() => ShouldAgree(new ScheduleFreeRule(0.999f, 0.01, 1e-8, 0.003, 0.25, 0.9));

    [Test]
    public void Run_LengthsAroundWidths_TouchNothingBehindTheEnd([Range(0, 40)] int length)
    {
        float[] memory = Batches.Vector(64, seed: 1), before = [.. memory];

        UpdateLoop.Run(new SgdRule(1), new UpdateSlice { Parameters = memory.AsSpan(0, length), Gradients = before.AsSpan(0, length), Decay = 0 });

        memory.ShouldBe([.. new float[length], .. before[length..]]);
    }

    private static void ShouldAgree<TRule>(TRule rule)
        where TRule : struct, IUpdateRule
    {
        ShouldAgree<TRule, NotCoupled>(rule);
        ShouldAgree<TRule, Coupled>(rule);
    }

    private static void ShouldAgree<TRule, TDecay>(TRule rule)
        where TRule : struct, IUpdateRule
        where TDecay : struct, IDecayKind
    {
        string scalar = Run<TRule, TDecay, Lanes32>(rule);

        Run<TRule, TDecay, Lanes128>(rule).ShouldBe(scalar);
        Run<TRule, TDecay, Lanes256>(rule).ShouldBe(scalar);
        Run<TRule, TDecay, Lanes512>(rule).ShouldBe(scalar);
    }

    private static string Run<TRule, TDecay, T>(TRule rule)
        where TRule : struct, IUpdateRule
        where TDecay : struct, IDecayKind
        where T : struct, ILanes<T>
    {
        const int Length = 16 * 40;
        float[] p = Numbers(Length, 1), first = Numbers(Length, 2), second = [.. Numbers(Length, 3).Select(MathF.Abs)], third = [.. Numbers(Length, 4).Select(MathF.Abs)];
        UpdateSlice slice = new()
        {
            Parameters = p,
            Gradients = Numbers(Length, 5),
            First = TRule.MomentCount > 0 ? first : [],
            Second = TRule.MomentCount > 1 ? second : [],
            Third = TRule.MomentCount > 2 ? third : [],
            CoupledDecay = 0.03f,
            Decay = 0.007f,
        };
        for (int step = 0; step < 3; step++)
        {
            UpdateLoop.Run<TRule, TDecay, T>(rule, slice, 0).ShouldBe((nuint)Length);
        }

        return string.Join(',', Bits.Of([.. p, .. first, .. second, .. third]));
    }

    /// <summary>Ordinary numbers with special ones mixed in at changing positions; none so large that the result is NaN, whose bits may differ.</summary>
    private static float[] Numbers(int length, int seed)
    {
        float[] numbers = Batches.Vector(length, seed);
        for (int i = seed; i < length; i += 3)
        {
            numbers[i] = _special[i * seed % _special.Length];
        }

        return numbers;
    }
}
