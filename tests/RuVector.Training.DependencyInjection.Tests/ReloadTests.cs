using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.DependencyInjection.Tests;

[TestFixture]
public sealed class ReloadTests
{
    private const string Good = """{ "RuVectorTraining": { "Loss": { "Type": "Margin", "Margin": { "Margin": 0.5 } }, "Optimizer": { "Type": "Decay" } } }""";

    [Test]
    public void Reload_GoodValue_ReachesTheNextRunAndNotTheOneInProgress()
    {
        ReloadableSource source = new();
        source.Replace([.. TestHost.Valid, ("Loss:Margin:Margin", "0.5")]);
        using IHost host = Start(source);
        TrainingRun before = host.CreateRun();

        source.Replace([.. TestHost.Valid, ("Loss:Margin:Margin", "0.75"), ("Miner:Type", "Nearest")]);
        TrainingRun after = host.CreateRun();

        (MarginOf(before), before.Miner).ShouldBe((0.5f, null));
        (MarginOf(after), after.Miner is FakeMiner).ShouldBe((0.75f, true));
    }

    [Test]
    public void Reload_BadValue_StopsTheNextStartWithItsProblemsAndNothingElse()
    {
        ReloadableSource source = new();
        source.Replace([.. TestHost.Valid]);
        using IHost host = Start(source);
        TrainingRun running = host.CreateRun();

        source.Replace([.. TestHost.Valid, ("Loss:Margin:Margin", "-1"), ("Optimizer:Decay:WeightDecy", "0")]);
        OptionsValidationException refusal = Should.Throw<OptionsValidationException>(() => host.CreateRun());

        refusal.Failures.ShouldBe(
        [
            "RuVectorTraining:Loss:Margin:Margin: Expected a value that is finite and 0 or more, but got '-1'.",
            "RuVectorTraining:Optimizer:Decay:WeightDecy: 'WeightDecy' is not known. Did you mean 'WeightDecay'? Known: LearningRate, WeightDecay.",
        ]);
        running.Optimizer.Step([], []).ShouldBe(StepOutcome.Taken);
        MarginOf(running).ShouldBe(0.2f);
        IsStopping(host).ShouldBeFalse();
    }

    [Test]
    public void Reload_BadThenGoodValue_LetsRunsStartAgain()
    {
        ReloadableSource source = new();
        source.Replace([.. TestHost.Valid]);
        using IHost host = Start(source);

        source.Replace(("Loss:Type", "Gone"));
        Should.Throw<OptionsValidationException>(() => host.CreateRun());
        source.Replace([.. TestHost.Valid, ("Loss:Margin:Margin", "0.75")]);

        MarginOf(host.CreateRun()).ShouldBe(0.75f);
    }

    [Test]
    public void Reload_ProfileIsGone_IsRefusedByName()
    {
        ReloadableSource source = new();
        source.Replace([.. TestHost.Valid, ("Profiles:finetune", null)]);
        using IHost host = Start(source);
        host.CreateRun("finetune").Profile.ShouldBe("finetune");

        source.Replace([.. TestHost.Valid]);

        Should.Throw<OptionsValidationException>(() => host.CreateRun("finetune")).Message.ShouldBe("RuVectorTraining:Profiles: 'finetune' is not known. Known: none.");
    }

    [Test]
    public void Reload_WhileAStartReads_GivesOldOrNewButNoMixture()
    {
        ReloadableSource source = new();
        source.Replace([.. TestHost.Valid, ("Loss:Margin:Margin", "1"), ("Optimizer:Decay:WeightDecay", "0.1")]);
        using IHost host = Start(source);
        for (int readings = 1; readings < 30; readings++)
        {
            source.ReplaceSilently([.. TestHost.Valid, ("Loss:Margin:Margin", "1"), ("Optimizer:Decay:WeightDecay", "0.1")]);
            int left = readings;
            source.Reading = () =>
            {
                if (--left == 0)
                {
                    source.ReplaceSilently([.. TestHost.Valid, ("Loss:Margin:Margin", "2"), ("Optimizer:Decay:WeightDecay", "0.2")]);
                }
            };

            TrainingRun run = host.CreateRun();

            (MarginOf(run), ((FakeOptimizer)run.Optimizer).Options.WeightDecay).ShouldBeOneOf((1f, 0.1f), (2f, 0.2f));
        }
    }

    [Test]
    public void Create_ConfigurationThatNeverRests_IsRefused()
    {
        ReloadableSource source = new();
        source.Replace([.. TestHost.Valid]);
        using IHost host = Start(source);
        int count = 0;
        source.Reading = () => source.ReplaceSilently([.. TestHost.Valid, ("Loss:Margin:Margin", $"{count++}")]);

        Should.Throw<InvalidOperationException>(() => host.CreateRun())
            .Message.ShouldBe("RuVectorTraining: Expected two equal readings of this section in a row, but it changed during each of 100.");
    }

    [Test]
    public void ReloadOfAFile_GoodValue_ReachesTheNextRun()
    {
        MemoryFile file = new(Good);
        using IHost host = Start(JsonSource(file));
        TrainingRun before = host.CreateRun();

        file.Write(Good.Replace("0.5", "0.75", StringComparison.Ordinal));

        (MarginOf(before), MarginOf(host.CreateRun())).ShouldBe((0.5f, 0.75f));
    }

    [Test]
    public void ReloadOfAFile_BadValue_StopsTheNextStartOnly()
    {
        MemoryFile file = new(Good);
        using IHost host = Start(JsonSource(file));

        file.Write(Good.Replace("0.5", "-0.5", StringComparison.Ordinal));

        Should.Throw<OptionsValidationException>(() => host.CreateRun()).Failures
            .ShouldBe(["RuVectorTraining:Loss:Margin:Margin: Expected a value that is finite and 0 or more, but got '-0.5'."]);
        IsStopping(host).ShouldBeFalse();
        file.Write(Good);
        MarginOf(host.CreateRun()).ShouldBe(0.5f);
    }

    [Test]
    public void ReloadOfAFile_BrokenJson_IsAMissingSectionAndNoRunWithDefaults()
    {
        MemoryFile file = new(Good);
        JsonConfigurationSource source = JsonSource(file);
        source.OnLoadException = static context => context.Ignore = true;
        using IHost host = Start(source);

        file.Write("""{ "RuVectorTraining": { "Loss": """);

        Should.Throw<OptionsValidationException>(() => host.CreateRun()).Failures.ShouldHaveSingleItem().ShouldStartWith("RuVectorTraining: Expected this section");
    }

    private static JsonConfigurationSource JsonSource(MemoryFile file) => new() { FileProvider = file, Path = file.Name, ReloadOnChange = true, ReloadDelay = 0 };

    private static IHost Start(IConfigurationSource source)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.Sources.Clear();
        ((IConfigurationBuilder)builder.Configuration).Add(source);
        builder.Services.AddRuVectorTrainingCore(builder.Configuration).AddFakes();
        IHost host = builder.Build();
        host.Start();
        return host;
    }

    private static float MarginOf(TrainingRun run) => ((FakeLoss)run.Loss).Options.Margin;

    private static bool IsStopping(IHost host) => host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;
}
