using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class AdamWOptimizerTests
{
    [Test]
    public void Step_WeightDecay_ShrinksParametersAndLeavesTheMoments()
    {
        // p = 8 - 0.5 * 0.25 * 8 - 0.5
        float[] p = [8f];
        AdamWOptimizer optimizer = new(new AdamWOptions { LearningRate = 0.5f, Beta1 = 0.5f, Beta2 = 0.75f, WeightDecay = 0.25f });

        optimizer.Step(p, [2f]);

        Tolerance.ForFloat.ShouldAccept(p, [6.5]);
        optimizer.ExportState().Tensors["exp_avg"].ShouldBe([1f]);
        optimizer.ExportState().Tensors["exp_avg_sq"].ShouldBe([1f]);
        optimizer.ExportState().Kind.ShouldBe("AdamW");
    }

    [Test]
    public void Options_Defaults_AreThoseOfTorch()
    {
        AdamWOptions options = new();

        (options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay, options.AmsGrad).ShouldBe((0.001f, 0.9f, 0.999f, 1e-8f, 0.01f, false));
    }

    [Test]
    public void Step_DecayBelowHalfAnUlp_IsNotRoundedToAnother()
    {
        // 1 - 1e-7 rounds to 1 - 1.19e-7 in float32: as a factor the decay would be 19 % too large
        float[] p = Batches.Vector(1000, seed: 1), before = [.. p];
        AdamWOptimizer optimizer = new(new AdamWOptions { LearningRate = 1e-5f, WeightDecay = 0.01f });

        optimizer.Step(p, new float[1000]);

        double lost = before.Zip(p, static (old, now) => (double)MathF.Abs(old) - MathF.Abs(now)).Sum() / before.Sum(static x => (double)MathF.Abs(x));
        lost.ShouldBe(1e-7, 0.05e-7);
    }

    [Test]
    public void StepRows_ThousandStepsMissed_AreMadeUpForWithTheirLearningRates()
    {
        float[,] table = { { 1f, -2f }, { 3f, 4f } };
        AdamWOptimizer optimizer = new(new AdamWOptions { WeightDecay = 0.125f });
        double kept = 1;
        for (int step = 1; step <= 1001; step++)
        {
            optimizer.LearningRate = 0.25f / step;
            optimizer.StepRows(table, [step <= 1000 ? 0 : 1], new float[1, 2]);
            kept *= 1 - (0.25f / step * 0.125);
        }

        new Tolerance(0, 1e-7).ShouldAccept([table[1, 0], table[1, 1]], [3 * kept, 4 * kept]);
    }

    [Test]
    public void LearningRate_TimesWeightDecayOfOne_IsRefused()
    {
        AdamWOptimizer optimizer = new(new AdamWOptions { WeightDecay = 0.5f });

        Should.Throw<ArgumentOutOfRangeException>(() => optimizer.LearningRate = 2).Message
            .ShouldStartWith("Expected learning rate times weight decay below 1, but got 2 * 0.5. (Parameter 'value')");
        optimizer.LearningRate.ShouldBe(0.001f);
    }

    [Test]
    public void Constructor_LearningRateTimesWeightDecayOfOne_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new AdamWOptimizer(new AdamWOptions { LearningRate = 4, WeightDecay = 0.25f })).Message
            .ShouldBe("WeightDecay: Expected LearningRate times WeightDecay below 1, but got 4 * 0.25. (Parameter 'options')");

    [TestCase(nameof(AdamWOptions.LearningRate), float.NaN, "[0, Infinity)")]
    [TestCase(nameof(AdamWOptions.Beta1), 1f, "[0, 1)")]
    [TestCase(nameof(AdamWOptions.Beta2), 1f, "[0, 1)")]
    [TestCase(nameof(AdamWOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(AdamWOptions.WeightDecay), -1f, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        SettingRefusal.ShouldRefuse<AdamWOptions>(static options => new AdamWOptimizer(options), setting, value, range);
}
