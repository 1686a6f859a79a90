using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.DependencyInjection.Tests;

[TestFixture]
public sealed class SettingsSectionTests
{
    private static readonly (string Key, string? Value)[] _settings =
        [.. TestHost.Valid, ("Scheduler:Type", "Warmup"), ("Trainer:Epochs", "5"), ("Trainer:Steps", "500"), ("Profiles:finetune:Trainer:Epochs", "1")];

    [Test]
    public void Settings_OfARun_AreThoseOfItsProfile()
    {
        using IHost host = Build(_settings);

        (host.CreateRun().Settings<TrainerOptions>().Epochs, host.CreateRun("finetune").Settings<TrainerOptions>().Epochs).ShouldBe((5, 1));
    }

    [Test]
    public void Settings_Alone_AreReadByEitherFactory()
    {
        using IHost host = Build(_settings);
        IOptionsFactory<TrainerOptions> factory = host.Services.GetRequiredService<IOptionsFactory<TrainerOptions>>();

        (host.Create<TrainerOptions>().Epochs, host.Create<TrainerOptions>("FINETUNE").Epochs).ShouldBe((5, 1));
        (factory.Create(Options.DefaultName).Epochs, factory.Create("finetune").Epochs).ShouldBe((5, 1));
        host.Services.GetRequiredService<IOptions<TrainerOptions>>().Value.Epochs.ShouldBe(5);
    }

    [Test]
    public void Settings_WithoutASection_AreTheDefaultsAndCode()
    {
        using IHost host = TestHost.Build(TestHost.Valid, static b => b.AddFakes().AddTrainer(static o => o.Epochs = 4).AddTrainer(static o => o.Steps = 9));

        TrainerOptions options = host.CreateRun().Settings<TrainerOptions>();

        (options.Epochs, options.Steps).ShouldBe((4, 9L));
    }

    [Test]
    public void Context_OfASection_ReachesTheComponents()
    {
        using IHost host = Build(_settings);

        TrainingRun run = host.CreateRun();

        run.Context.TotalSteps.ShouldBe(500);
        ((FakeScheduler)run.Scheduler!).Context.TotalSteps.ShouldBe(500);
        ((FakeScheduler)host.Create<IScheduler>()).Context.TotalSteps.ShouldBe(500);
        host.CreateRun(context: new TrainingRunContext { TotalSteps = 7 }).Context.TotalSteps.ShouldBe(7);
    }

    [TestCase("Trainer:Epochs", "0", "RuVectorTraining:Trainer:Epochs: Expected a value in [1, 1000], but got '0'.")]
    [TestCase("Trainer:Epoch", "2", "RuVectorTraining:Trainer:Epoch: 'Epoch' is not known. Did you mean 'Epochs'? Known: Epochs, Steps.")]
    [TestCase("Trainer:Steps", "all", "RuVectorTraining:Trainer:Steps: Expected a whole number (Int64), but got 'all'.")]
    [TestCase("Trainer", "5", "RuVectorTraining:Trainer: Expected a section, but got the value '5'.")]
    [TestCase("Trainr:Epochs", "5", "RuVectorTraining:Trainr: 'Trainr' is not known. Did you mean 'Trainer'? Known: Curriculum, Loss, MetricScheduler, Miner, Optimizer, Profiles, Scheduler, Temperature, Trainer.")]
    [TestCase("Profiles:a:Trainer:Epochs", "0", "RuVectorTraining:Profiles:a:Trainer:Epochs: Expected a value in [1, 1000], but got '0'.")]
    public void Start_Mistake_IsReported(string key, string value, string expected) =>
        TestHost.ProblemsOf(Build([.. TestHost.Valid, (key, value)])).ShouldBe([expected]);

    [Test]
    public void Create_SectionAlone_IsNotStoppedByOtherParts()
    {
        using IHost host = Build([("Trainer:Epochs", "5"), ("Loss:Type", "Gone")]);

        host.Create<TrainerOptions>().Epochs.ShouldBe(5);
    }

    [Test]
    public void Create_BadSectionAlone_IsRefused()
    {
        using IHost host = Build([.. TestHost.Valid, ("Trainer:Epochs", "0")]);

        Should.Throw<OptionsValidationException>(() => host.Create<TrainerOptions>()).Message.ShouldBe("RuVectorTraining:Trainer:Epochs: Expected a value in [1, 1000], but got '0'.");
    }

    [Test]
    public void Settings_TypeWithoutSection_SaysWhatToCall()
    {
        using IHost host = TestHost.Build(TestHost.Valid);

        Should.Throw<InvalidOperationException>(() => host.CreateRun().Settings<TrainerOptions>())
            .Message.ShouldBe("Expected a settings section of type TrainerOptions, but none is registered. Call AddSettings<TrainerOptions, ...>().");
    }

    [TestCase("Trainer")]
    [TestCase("Other")]
    public void AddSettings_NameOrTypeIsTaken_IsRefusedNamingBoth(string name) =>
        Should.Throw<InvalidOperationException>(() =>
            {
                ITrainingBuilder builder = new ServiceCollection().AddRuVectorTrainingCore().AddTrainer();
                _ = name == "Trainer"
                    ? builder.AddSettings<DecayOptions, DecayOptionsValidator>(name, static (section, options) => section.Bind(options))
                    : builder.AddSettings<TrainerOptions, TrainerOptionsValidator>(name, static (section, options) => section.Bind(options));
            })
            .Message.ShouldBe(
                $"Expected a new section and a new type for '{name}' with settings RuVector.Training.DependencyInjection.Tests.{(name == "Trainer" ? "DecayOptions" : "TrainerOptions")}, " +
                "but 'Trainer' is already registered with settings RuVector.Training.DependencyInjection.Tests.TrainerOptions.");

    [Test]
    public void AddSettings_NameOfASlot_IsRefused() =>
        Should.Throw<ArgumentException>(static () => new ServiceCollection().AddRuVectorTrainingCore()
                .AddSettings<DecayOptions, DecayOptionsValidator>("loss", static (section, options) => section.Bind(options)))
            .Message.ShouldBe("Expected a letter followed by letters and digits, and none of Profiles, Loss, Optimizer, Scheduler, MetricScheduler, Temperature, Curriculum, Miner, but got 'loss'. (Parameter 'name')");

    private static IHost Build((string Key, string? Value)[] settings) => TestHost.Build(settings, static b => b.AddFakes().AddTrainer());
}
