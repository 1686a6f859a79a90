using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.DependencyInjection.Tests;

[TestFixture]
public sealed class ComponentRegistrationTests
{
    [Test]
    public void AddComponent_SameAgain_AddsItsSettingsOnTop()
    {
        using IHost host = TestHost.Build(
            TestHost.Valid,
            static b => b.AddFakes().AddDecay(static o => (o.WeightDecay, o.LearningRate) = (0.5f, 0.25f)).AddDecay(static o => o.WeightDecay = 0));

        DecayOptions options = ((FakeOptimizer)host.Create<IOptimizer>()).Options;

        (options.WeightDecay, options.LearningRate).ShouldBe((0f, 0.25f));
    }

    [Test]
    public void AddComponent_ConfigurationAndCode_ConfigurationWins()
    {
        using IHost host = TestHost.Build([.. TestHost.Valid, ("Optimizer:Decay:WeightDecay", "0.75")], static b => b.AddFakes().AddDecay(static o => o.WeightDecay = 0));

        ((FakeOptimizer)host.Create<IOptimizer>()).Options.WeightDecay.ShouldBe(0.75f);
    }

    [Test]
    public void AddComponent_SameSettingsTypeForTwoComponents_KeepsTheirSettingsApart()
    {
        using IHost host = TestHost.Build([("Loss:Type", "CosineMargin"), ("Optimizer:Type", "Decay")], static b => b.AddFakes().AddMargin(static o => o.Margin = 9));

        ((FakeLoss)host.Create<ILoss>()).Options.Margin.ShouldBe(0.2f);
    }

    [Test]
    public void AddComponent_OtherSettingsUnderTheSameName_IsRefusedNamingBoth() =>
        Should.Throw<InvalidOperationException>(static () => Core().AddDecay().AddComponent<IOptimizer, TrainerOptions, TrainerOptionsValidator>(
                "decay", static (section, options) => section.Bind(options), static (_, _) => new FakeOptimizer(new DecayOptions())))
            .Message.ShouldBe(
                "Expected a new name for the RuVector.Training.IOptimizer with settings RuVector.Training.DependencyInjection.Tests.TrainerOptions, " +
                "but 'Decay' is already registered with settings RuVector.Training.DependencyInjection.Tests.DecayOptions.");

    [Test]
    public void AddComponent_SameNameForAnotherContract_IsAnotherComponent()
    {
        using IHost host = TestHost.Build(
            TestHost.Valid,
            static b => b.AddFakes().AddComponent<INegativeMiner, TrainerOptions, TrainerOptionsValidator>("Decay", static (section, options) => section.Bind(options), static (_, _) => new FakeMiner(new DecayOptions())));

        host.CreateRun().Optimizer.ShouldBeOfType<FakeOptimizer>();
    }

    [Test]
    public void AddComponent_SameNameInTwoSlotsOfOneContract_AreTwoComponents()
    {
        using IHost host = TestHost.Build(
            [.. TestHost.Valid, ("Scheduler:Type", "Flat"), ("Temperature:Type", "Flat")],
            static b => Flat(Flat(b.AddFakes(), TrainingSlots.Scheduler, 1), TrainingSlots.Temperature, 2));

        TrainingRun run = host.CreateRun();

        (run.Scheduler!.ValueAt(0), run.Temperature!.ValueAt(0)).ShouldBe((1f, 2f));
    }

    [Test]
    public void AddComponent_SlotOfAnotherContract_IsRefused() =>
        Should.Throw<InvalidOperationException>(static () => Flat(Core(), TrainingSlots.Miner, 1)).Message.ShouldContain("'Flat' is registered as RuVector.Training.IScheduler");

    [Test]
    public void AddComponent_UnknownSlot_IsRefusedNamingTheKnownOnes() =>
        Should.Throw<ArgumentException>(static () => Flat(Core(), "Temprature", 1))
            .Message.ShouldBe("Expected a slot, but 'Temprature' is not known. Did you mean 'Temperature'? Known: Curriculum, Loss, MetricScheduler, Miner, Optimizer, Scheduler, Temperature. (Parameter 'slot')");

    [TestCase("")]
    [TestCase("Type")]
    [TestCase("none")]
    [TestCase("In-Fo")]
    [TestCase("1st")]
    [TestCase("A:B")]
    public void AddComponent_NameThatCannotBeASection_IsRefused(string name) =>
        Should.Throw<ArgumentException>(() => Core().AddComponent<ILoss, MarginOptions, MarginOptionsValidator>(name, static (section, options) => section.Bind(options), static (options, _) => new FakeLoss("", options)))
            .ParamName.ShouldBe("name");

    [Test]
    public void AddComponent_NameThatIsTaken_SaysWhichNamesAreLegal() =>
        Should.Throw<ArgumentException>(static () => Core().AddComponent<ILoss, MarginOptions, MarginOptionsValidator>("Type", static (section, options) => section.Bind(options), static (options, _) => new FakeLoss("", options)))
            .Message.ShouldBe("Expected a letter followed by letters and digits, and none of Type, None, but got 'Type'. (Parameter 'name')");

    [Test]
    public void AddComponent_ContractWithoutSlot_IsRefused() =>
        Should.Throw<InvalidOperationException>(static () => Core().AddComponent<IDisposable, MarginOptions, MarginOptionsValidator>("Odd", static (section, options) => section.Bind(options), static (_, _) => new MemoryStream()))
            .Message.ShouldBe(
                "Expected a component of a type that a slot takes (RuVector.Training.ILoss, RuVector.Training.IOptimizer, RuVector.Training.IScheduler, RuVector.Training.IMetricScheduler, " +
                "RuVector.Training.IScheduler`1[RuVector.Training.CurriculumStage], RuVector.Training.INegativeMiner), but 'Odd' is registered as System.IDisposable.");

    [Test]
    public void AddComponent_WithoutCore_SaysWhatToCall() =>
        Should.Throw<InvalidOperationException>(static () => new BareBuilder().AddMargin())
            .Message.ShouldBe("Expected the core to be registered before components. Call services.AddRuVectorTrainingCore() first.");

    [Test]
    public void AddRuVectorTrainingCore_AgainWithoutConfiguration_IsTheSameRegistry()
    {
        ServiceCollection services = new();
        services.AddRuVectorTrainingCore().AddMargin();
        services.AddRuVectorTrainingCore().AddDecay();

        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<ITrainingRunFactory>().Create().Loss.ShouldBeOfType<FakeLoss>();
    }

    [Test]
    public void AddRuVectorTrainingCore_SecondConfiguration_IsRefused()
    {
        ServiceCollection services = new();
        services.AddRuVectorTrainingCore(new ConfigurationBuilder().Build());

        Should.Throw<InvalidOperationException>(() => services.AddRuVectorTrainingCore(new ConfigurationBuilder().Build()))
            .Message.ShouldBe("Expected one configuration, but AddRuVectorTrainingCore was called with a second one.");
    }

    [Test]
    public void Create_ComponentThatIsNull_IsRefused()
    {
        using IHost host = TestHost.Build(
            [("Loss:Type", "Nothing"), ("Optimizer:Type", "Decay")],
            static b => b.AddFakes().AddComponent<ILoss, MarginOptions, MarginOptionsValidator>("Nothing", static (section, options) => section.Bind(options), static (_, _) => null!));

        Should.Throw<InvalidOperationException>(() => host.Create<ILoss>()).Message.ShouldBe("Expected a component from the create delegate of 'Nothing' (ILoss), but got null.");
    }

    [Test]
    public void Create_SettingsOfThePlatform_AreAppliedUnderTheNameOfTheProfile()
    {
        using IHost host = TestHost.Build([.. TestHost.Valid, ("Profiles:finetune", null)], static b =>
        {
            b.AddFakes().Services.ConfigureAll<DecayOptions>(static o => o.WeightDecay = 0.3f);
            b.Services.Configure<DecayOptions>("finetune", static o => o.LearningRate = 7);
            b.Services.PostConfigure<DecayOptions>(static o => o.LearningRate *= 2);
        });

        DecayOptions options = ((FakeOptimizer)host.Create<IOptimizer>()).Options;
        DecayOptions finetune = ((FakeOptimizer)host.Create<IOptimizer>("finetune")).Options;

        (options.WeightDecay, options.LearningRate).ShouldBe((0.3f, 0.002f));
        (finetune.WeightDecay, finetune.LearningRate).ShouldBe((0.3f, 7f));
    }

    [Test]
    public void Start_FurtherValidatorAsAService_IsAsked() =>
        TestHost.ProblemsOf(TestHost.Valid, static b => b.AddFakes().Services.AddSingleton<IValidateOptions<DecayOptions>>(
                new ValidateOptions<DecayOptions>(null, static o => o.WeightDecay > 0.5f, "Expected strong decay.")))
            .ShouldBe(["RuVectorTraining:Optimizer:Decay: Expected strong decay."]);

    private static ITrainingBuilder Core() => new ServiceCollection().AddRuVectorTrainingCore();

    private sealed class BareBuilder : ITrainingBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();
    }

    private static ITrainingBuilder Flat(ITrainingBuilder builder, string slot, float value) =>
        builder.AddComponent<IScheduler, MarginOptions, MarginOptionsValidator>("Flat", static (section, options) => section.Bind(options), (_, _) => new FlatSchedule(value), slot: slot);

    private sealed class FlatSchedule(float value) : IScheduler
    {
        public float ValueAt(long position) => value;
    }
}
