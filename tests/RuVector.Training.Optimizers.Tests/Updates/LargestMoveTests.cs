namespace RuVector.Training.Optimizers.Tests;

/// <summary>No step of a rule moves a parameter farther than the rule says: what decides whether a step has to be tried out first.</summary>
[TestFixture]
public sealed class LargestMoveTests
{
    [Test]
    public void LargestMove_SgdRules_BoundEveryStep()
    {
        ShouldBound(new SgdRule(0.5f));
        ShouldBound(new SgdMomentumRule(2, 0.5f, 0.75f, 0, nesterov: false));
        ShouldBound(new SgdMomentumRule(2, 0.5f, 0.75f, 0, nesterov: true));
    }

    [Test]
    public void LargestMove_AdamRules_BoundEveryStep()
    {
        AdamRule adam = new(0.5f, 0, 0.5, 1e-3);
        ShouldBound(adam);
        ShouldBound(new AmsGradRule(adam));
        ShouldBound(new NAdamRule(0.5f, 0, 0.01, 0.5, 1e-3));
        ShouldBound(new NAdamRule(0.5f, 0, 0.25, 0.5, 2));
        ShouldBound(new UnrectifiedRule(0, 0.5f, 0.5));
        ShouldBound(new AdamaxRule(0.5f, 0, 0.5, 1e-3f));
    }

    [Test]
    public void LargestMove_AdagradRule_BoundsEveryStep() => ShouldBound(new AdagradRule(0.5, 1e-3f, hasLargeSums: false));

    [Test]
    public void LargestMove_RmsPropRules_BoundEveryStep([Values(0f, 0.5f, 0.99f)] float alpha)
    {
        RmsPropRule rule = new(alpha, 1e-3f, 0.5f, 0.75f);
        ShouldBound(rule);
        ShouldBound(new RmsPropMomentumRule(rule));
        ShouldBound(new CenteredRmsPropRule(rule));
        ShouldBound(new CenteredRmsPropMomentumRule(rule));
    }

    [Test]
    public void LargestMove_LionRule_BoundsEveryStep() => ShouldBound(new LionRule(0.9f, 0.99f, 0.5f));

    /// <summary>Steps from 0 each time, by gradients that stay the same, change their sign, come and go, and are random.</summary>
    private static void ShouldBound<TRule>(TRule rule)
        where TRule : struct, IUpdateRule
    {
        const float Largest = 8;
        const int Length = 40;
        Random random = new(3);
        float[] p = new float[Length], g = new float[Length], first = new float[Length], second = new float[Length], third = new float[Length];
        double bound = rule.LargestMove(Largest) * (1 + 1e-6);
        for (int step = 0; step < 200; step++)
        {
            Array.Clear(p);
            for (int i = 0; i < Length; i++)
            {
                g[i] = Largest * ((i % 4) switch
                {
                    0 => 1,
                    1 => 1 - (2 * (step / 20 % 2)),
                    2 => step % 2,
                    _ => (2 * random.NextSingle()) - 1,
                });
            }

            UpdateLoop.Run(rule, new UpdateSlice { Parameters = p, Gradients = g, First = first, Second = second, Third = third, Decay = 0 });

            p.ShouldAllBe(move => Math.Abs(move) <= bound);
        }
    }
}
