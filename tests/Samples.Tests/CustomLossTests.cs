namespace Samples.Tests;

[TestFixture]
public sealed class CustomLossTests
{
    [TestCase("SquaredGap", "SquaredGapLoss")]
    [TestCase("InfoNce", "InfoNceLoss")]
    public async Task Run_LossOfTheSettings_LearnsTheToySet(string name, string type)
    {
        SampleResult result = await SampleProcess.RunAsync("CustomLoss", $"RuVectorTraining__Loss__Type={name}");

        (result.ExitCode, result.Error).ShouldBe((0, ""));
        result.Output.TrimEnd().ShouldMatch($@"^{type}: MRR 0\.0\d\d before, (0\.9\d\d|1\.000) after$");
    }

    [Test]
    public async Task Run_SettingsAsTheyAre_SelectTheLossOfThePackage() =>
        (await SampleProcess.RunAsync("CustomLoss")).Output.ShouldStartWith("SquaredGapLoss: ");

    [Test]
    public async Task Run_MistakesInItsSettings_AreToldLikeAnyOther()
    {
        SampleResult result = await SampleProcess.RunAsync("CustomLoss", "RuVectorTraining__Loss__SquaredGap__Gap=3", "RuVectorTraining__Loss__SquaredGap__Gapp=1");

        result.ExitCode.ShouldBe(1);
        result.Error.Split(Environment.NewLine).ShouldBe(
            ["RuVectorTraining:Loss:SquaredGap:Gapp: 'Gapp' is not known. Did you mean 'Gap'? Known: Gap.", "RuVectorTraining:Loss:SquaredGap:Gap: Expected a value in [0, 2], but got '3'."], ignoreOrder: true);
    }
}
