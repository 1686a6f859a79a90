using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static RuVector.Training.Curriculum.Tests.Configured;

namespace RuVector.Training.Curriculum.Tests;

/// <summary>Settings of what chooses and weighs examples are sections of their own.</summary>
public sealed class ExampleCurriculumConfigurationTests
{
    [Test]
    public void AddCompetence_Settings_MakeASchedule()
    {
        ValuesAt(Settings<CompetenceOptions>().CreateSchedule(HundredSteps), 0, 25, 50).ShouldBe([0.01f, MathF.Sqrt(0.50005f), 1f], 1e-6);
        ValuesAt(Settings<CompetenceOptions>("Competence:Initial=0.2", "Competence:Steps=10", "Competence:Power=1").CreateSchedule(new TrainingRunContext()), 0, 5, 10).ShouldBe([0.2f, 0.6f, 1f], 1e-6);
    }

    [Test]
    public void AddSelfPaced_Settings_MakeAWeighter()
    {
        SelfPacedOptions options = Settings<SelfPacedOptions>("SelfPaced:Threshold=2", "SelfPaced:Growth=3", "SelfPaced:GrowthSteps=4", "SelfPaced:Form=LinearSoft");
        float[] weights = new float[1];

        new SelfPacedWeighter(options).Weigh(4, [3f], weights).ShouldBe(new SelfPacedResult(6, 1));

        weights.ShouldBe([0.5f]);
    }

    [Test]
    public void CreateSchedule_NoLength_TellsBothWaysToGiveIt() =>
        Should.Throw<InvalidOperationException>(() => new CompetenceOptions().CreateSchedule(new TrainingRunContext())).Message.ShouldBe(
            "Expected the length of 'Competence', but neither its Steps nor TrainingRunContext.TotalSteps is given. Set Steps in the section 'Competence', or tell the factory the TotalSteps of the run.");

    [TestCase("Competence:Initial=0", "Expected a value in (0, 1], but got '0'.")]
    [TestCase("Competence:Steps=0", "Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("Competence:Power=0.5", "Expected a value in [1, 100], but got '0.5'.")]
    [TestCase("SelfPaced:Threshold=0", "Expected a value that is finite and greater than 0, but got '0'.")]
    [TestCase("SelfPaced:Growth=1", "Expected a value in [1.001, 1000], but got '1'.")]
    [TestCase("SelfPaced:GrowthSteps=0", "Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("SelfPaced:Form=7", "Expected one of Hard, LinearSoft, but got '7'.")]
    public void AddX_SettingOutOfRange_IsRefusedWithItsPath(string setting, string expected)
    {
        Action read = setting.StartsWith("Competence", StringComparison.Ordinal) ? () => Settings<CompetenceOptions>(setting) : () => Settings<SelfPacedOptions>(setting);

        Should.Throw<OptionsValidationException>(read).Message.ShouldContain($"RuVectorTraining:{setting.Split('=')[0]}: {expected}");
    }

    private static TOptions Settings<TOptions>(params string[] settings)
        where TOptions : class
    {
        using ServiceProvider services = Services(static b => b.AddCompetence().AddSelfPaced(), [.. settings, "Curriculum:Type=None"]);
        return services.GetRequiredService<ITrainingFactory<TOptions>>().Create();
    }
}
