using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Losses.Tests;

/// <summary>Losses without corners: the gradients at any random point are those of the oracle.</summary>
[TestFixtureSource(typeof(LossTable), nameof(LossTable.Smooth))]
public sealed class LossPropertyTests(LossCase loss)
{
    [Test]
    public void Evaluate_AnyShape_GradientsMatchOracle() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            System.Random random = new(seed);
            LossInput input = new(loss, anchors: random.Next(1, 8), dimension: random.Next(1, 66), random.Next());
            loss.Create().Evaluate(input.Batch, input.Outputs);
            input.GradientsShouldMatchOracle(loss, absolute: 1e-4 * Math.Max(0.02, input.Gradients.Max(static g => Math.Abs(g))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
