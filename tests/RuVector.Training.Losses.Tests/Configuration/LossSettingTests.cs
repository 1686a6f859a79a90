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

    [Test]
    public void Table_HoldsEveryOptionOfThePackage() =>
        LossSettingTable.All.Select(static setting => $"{setting.Loss}:{setting.Key}").ShouldBe(
            from type in typeof(InfoNceLoss).Assembly.GetExportedTypes()
            where type.Name.EndsWith("Options", StringComparison.Ordinal) && type != typeof(MatryoshkaOptions)   // in code only
            from property in type.GetProperties()
            select $"{type.Name[..^"Options".Length]}:{property.Name}",
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
