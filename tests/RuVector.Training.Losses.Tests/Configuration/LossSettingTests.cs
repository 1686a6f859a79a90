namespace RuVector.Training.Losses.Tests;

/// <summary>Every option of every loss, set by its key, reaches the loss that the host resolves and changes what it computes.</summary>
[TestFixture]
public sealed class LossSettingTests
{
    [TestCaseSource(typeof(LossSettingTable), nameof(LossSettingTable.All))]
    public void Create_Setting_ReachesTheLossAndChangesIt(LossSetting setting)
    {
        ILoss expected = setting.Expected();
        ILoss configured = setting.Create(isSet: true);
        configured.ShouldBeOfType(expected.GetType());
        float[] outcome = Outcome(configured);
        outcome.ShouldBe(Outcome(expected));
        outcome.SequenceEqual(Outcome(setting.Create(isSet: false))).ShouldBeFalse("the setting changes nothing");
    }

    /// <summary>The wrappers hold other losses: <see cref="LossConfigurationTests"/> has their settings.</summary>
    [Test]
    public void Table_HoldsEveryOptionOfEveryLossButTheWrappers() =>
        LossSettingTable.All.Select(static setting => $"{setting.Loss}:{setting.Key}").ShouldBe(
            from loss in LossPageTests.Configured
            from property in typeof(InfoNceLoss).Assembly.GetType($"RuVector.Training.Losses.{loss}Options", throwOnError: true)!.GetProperties()
            select $"{loss}:{property.Name}",
            ignoreOrder: true);

    /// <summary>All that a loss computes from the batch of its line in the conformance table, and what it learns.</summary>
    private static float[] Outcome(ILoss loss)
    {
        LossInput input = new(LossTable.All.First(line => line.Create().GetType() == loss.GetType()), anchors: 6, dimension: 5);
        LossResult result = loss.Evaluate(input.Batch, input.Outputs);
        ReadOnlySpan<float> learned = loss is IParameterized parameterized ? [.. parameterized.Parameters.Values, .. parameterized.Parameters.Gradients] : [];
        return [(float)result.Value, result.Terms, .. input.Written, .. learned];
    }
}
