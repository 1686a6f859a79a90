using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.DependencyInjection.Tests;

[TestFixture]
public sealed class SelectionTests
{
    private static readonly (string Key, string? Value)[] _optimizerOnly = [("Optimizer:Type", "Decay")];

    [Test]
    public void Create_TypeInConfiguration_Selects()
    {
        using IHost host = TestHost.Build([("Loss:Type", "cosinemargin"), ("Optimizer:Type", "Decay")]);

        NameOf(host).ShouldBe("CosineMargin");
    }

    [Test]
    public void Create_SelectedInCode_Selects()
    {
        using IHost host = TestHost.Build(_optimizerOnly, static b => b.AddFakes().Select("loss", "Margin").Select(TrainingSlots.Loss, "CosineMargin"));

        NameOf(host).ShouldBe("CosineMargin");
    }

    [Test]
    public void Create_SelectedInBoth_ConfigurationWins()
    {
        using IHost host = TestHost.Build(TestHost.Valid, static b => b.AddFakes().Select(TrainingSlots.Loss, "CosineMargin"));

        NameOf(host).ShouldBe("Margin");
    }

    [Test]
    public void Create_OnlyComponentOfARequiredSlot_IsTheSelection()
    {
        using IHost host = TestHost.Build(_optimizerOnly, static b => b.AddDecay().AddMargin());

        NameOf(host).ShouldBe("Margin");
    }

    [Test]
    public void Create_OnlyComponentOfAnOptionalSlot_IsNotSelectedByBeingThere()
    {
        using IHost host = TestHost.Build(TestHost.Valid);

        TrainingRun run = host.CreateRun();

        (run.Miner, run.Scheduler, run.Temperature, run.Curriculum).ShouldBe((null, null, null, null));
        run.Selected.ShouldBe(new Dictionary<string, string> { ["Loss"] = "Margin", ["Optimizer"] = "Decay" });
    }

    [Test]
    public void Create_OptionalSlotWithSettingsAndOneComponent_IsUsed()
    {
        using IHost host = TestHost.Build([.. TestHost.Valid, ("Miner:Nearest:WeightDecay", "0.5")]);

        host.CreateRun().Miner.ShouldBeOfType<FakeMiner>().Options.WeightDecay.ShouldBe(0.5f);
    }

    [Test]
    public void Create_OptionalSlotSetToNone_IsNotUsed()
    {
        using IHost host = TestHost.Build([.. TestHost.Valid, ("Miner:Type", "none"), ("Miner:Nearest:WeightDecay", "0.5")], static b => b.AddFakes().Select(TrainingSlots.Miner, "Nearest"));

        host.CreateRun().Miner.ShouldBeNull();
    }

    [Test]
    public void Create_NoneInCode_LeavesAnOptionalSlotUnused()
    {
        using IHost host = TestHost.Build(TestHost.Valid, static b => b.AddFakes().Select(TrainingSlots.Miner, "Nearest").Select(TrainingSlots.Miner, "None"));

        host.CreateRun().Miner.ShouldBeNull();
    }

    [Test]
    public void Start_NothingSelected_SaysHowToSelect() =>
        TestHost.ProblemsOf(_optimizerOnly)
            .ShouldBe(["RuVectorTraining:Loss:Type: Expected the name of a component, but nothing is selected. Set this key, or call Select(\"Loss\", name) in code. Known: CosineMargin, Margin."]);

    [Test]
    public void Start_SettingsWithoutSelection_SaysHowToSelect() =>
        TestHost.ProblemsOf([("Loss:Type", "Margin"), ("Optimizer:Decay:WeightDecay", "0")])
            .ShouldBe(["RuVectorTraining:Optimizer:Type: Expected the name of a component, but nothing is selected. Set this key, or call Select(\"Optimizer\", name) in code. Known: Decay, Plain."]);

    [Test]
    public void Start_NothingRegistered_SaysSo() =>
        TestHost.ProblemsOf(_optimizerOnly, static b => b.AddDecay())
            .ShouldBe(["RuVectorTraining:Loss:Type: Expected the name of a component, but none is registered for the Loss. Register one with its AddXxx method."]);

    [Test]
    public void Start_UnknownNameInCode_SaysThatItIsFromCode() =>
        TestHost.ProblemsOf(_optimizerOnly, static b => b.AddFakes().Select(TrainingSlots.Loss, "Margim"))
            .ShouldBe(["RuVectorTraining:Loss:Type: 'Margim', selected in code, is not known. Did you mean 'Margin'? Known: CosineMargin, Margin."]);

    [Test]
    public void Start_NoneInCodeForARequiredSlot_SaysThatItIsFromCode() =>
        TestHost.ProblemsOf(_optimizerOnly, static b => b.AddFakes().Select(TrainingSlots.Loss, "None"))
            .ShouldBe(["RuVectorTraining:Loss:Type: Expected the name of a component, because the Loss is required, but got 'None', selected in code. Known: CosineMargin, Margin."]);

    [Test]
    public void Select_UnknownSlot_NamesTheSlots() =>
        Should.Throw<ArgumentException>(static () => TestHost.Build([], static b => b.Select("Optimiser", "Decay")))
            .Message.ShouldBe("Expected a slot, but 'Optimiser' is not known. Did you mean 'Optimizer'? Known: Curriculum, Loss, MetricScheduler, Miner, Optimizer, Scheduler, Temperature. (Parameter 'slot')");

    [Test]
    public void Create_UnusedOptionalPartAlone_SaysHowToSelect()
    {
        using IHost host = TestHost.Build(TestHost.Valid, static b => b.AddFakes().AddComponent<INegativeMiner, DecayOptions, DecayOptionsValidator>("Other", static (_, _) => { }, static (o, _) => new FakeMiner(o)));

        Should.Throw<OptionsValidationException>(() => host.Create<INegativeMiner>()).Failures
            .ShouldBe(["RuVectorTraining:Miner:Type: Expected the name of a component, but nothing is selected. Set this key, or call Select(\"Miner\", name) in code. Known: Nearest, Other."]);
    }

    private static string NameOf(IHost host) => ((FakeLoss)host.Create<ILoss>()).Name;
}
