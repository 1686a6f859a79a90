using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RuVector.Training.Adapters;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class AdapterFactoryTests
{
    [TestCase("Linear", typeof(LinearAdapter))]
    [TestCase("lowrank", typeof(LowRankAdapter))]
    [TestCase("Mlp", typeof(MlpAdapter))]
    [TestCase("AttentionPooling", typeof(AttentionPooling))]
    public void Create_OneKeyChanged_SwapsTheAdapter(string type, Type expected)
    {
        using IHost host = Build(("Adapter:Type", type), ("Adapter:Rank", "4"), ("Adapter:Hidden", "5"), ("Adapter:MaxTokens", "2"));

        IEmbeddingModel model = AdapterFactory.Create(Settings(host), 12);

        model.GetType().ShouldBe(expected);
        model.InputDimension.ShouldBe(12);
    }

    [Test]
    public void Create_Settings_ReachTheAdapter()
    {
        AdapterFactory.Create(new AdapterOptions(), 8).ShouldBeOfType<LinearAdapter>().HasBias.ShouldBeTrue();
        AdapterFactory.Create(new AdapterOptions { Bias = false }, 8).ShouldBeOfType<LinearAdapter>().HasBias.ShouldBeFalse();
        LowRankAdapter lowRank = AdapterFactory.Create(new AdapterOptions { Type = "LowRank", Rank = 3, Bias = false }, 8, seed: 5).ShouldBeOfType<LowRankAdapter>();
        (lowRank.Rank, lowRank.HasBias).ShouldBe((3, false));
        lowRank.Parameters.Values.ToArray().ShouldBe(new LowRankAdapter(8, 3, bias: false, seed: 5).Parameters.Values.ToArray());
        MlpAdapter mlp = AdapterFactory.Create(new AdapterOptions { Type = "Mlp", Hidden = 6, Activation = Activation.Relu }, 8, seed: 5).ShouldBeOfType<MlpAdapter>();
        (mlp.HiddenDimension, mlp.Activation).ShouldBe((6, Activation.Relu));
        mlp.Parameters.Values.ToArray().ShouldBe(new MlpAdapter(8, 6, Activation.Relu, seed: 5).Parameters.Values.ToArray());
        AttentionPooling pooling = AdapterFactory.Create(new AdapterOptions { Type = "AttentionPooling", MaxTokens = 4 }, 8).ShouldBeOfType<AttentionPooling>();
        (pooling.MaxTokens, pooling.OutputDimension).ShouldBe((4, 2));
    }

    [Test]
    public void Create_WhatDoesNotFit_IsRefused()
    {
        Should.Throw<ArgumentException>(static () => AdapterFactory.Create(new AdapterOptions { Type = "Linaer" }, 8)).Message
            .ShouldStartWith("Expected one of AttentionPooling, Linear, LowRank, Mlp, but got 'Linaer'.");
        Should.Throw<ArgumentException>(static () => AdapterFactory.Create(new AdapterOptions { Type = "AttentionPooling", MaxTokens = 3 }, 8)).Message
            .ShouldStartWith("Expected inputs of 3 tokens (MaxTokens) of one dimension, but got 8 values.");
        Should.Throw<ArgumentOutOfRangeException>(static () => AdapterFactory.Create(new AdapterOptions { Type = "AttentionPooling", MaxTokens = 0 }, 8));
        Should.Throw<ArgumentOutOfRangeException>(static () => AdapterFactory.Create(new AdapterOptions(), 0));
    }

    [Test]
    public void Types_Known_AreSortedAndAllCreated()
    {
        AdapterFactory.Types.ShouldBe(["AttentionPooling", "Linear", "LowRank", "Mlp"]);
        AdapterFactory.Types.Select(static type => AdapterFactory.Create(new AdapterOptions { Type = type }, 64).GetType().Name)
            .ShouldBe(["AttentionPooling", "LinearAdapter", "LowRankAdapter", "MlpAdapter"]);
    }

    [Test]
    public async Task Start_BadSettings_ListsAllOfThemWithKeyAndKnownNames()
    {
        using IHost host = Build(("Adapter:Type", "Mpl"), ("Adapter:Rank", "0"), ("Adapter:Activation", "Tanh"));

        IEnumerable<string> failures = (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Failures;

        failures.ShouldContain("RuVectorTraining:Adapter:Type: Expected one of AttentionPooling, Linear, LowRank, Mlp, but got 'Mpl'. Did you mean 'Mlp'?");
        failures.ShouldContain(static failure => failure.StartsWith("RuVectorTraining:Adapter:Rank: ", StringComparison.Ordinal) && failure.Contains("'0'"));
        failures.ShouldContain(static failure => failure.StartsWith("RuVectorTraining:Adapter:Activation: ", StringComparison.Ordinal) && failure.Contains("'Tanh'"));
    }

    private static AdapterOptions Settings(IHost host) => host.Services.GetRequiredService<ITrainingRunFactory>().Create().Settings<AdapterOptions>();

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([
            new("RuVectorTraining:Loss:Type", "InfoNce"), new("RuVectorTraining:Optimizer:Type", "AdamW"),
            .. settings.Select(static pair => KeyValuePair.Create($"RuVectorTraining:{pair.Key}", (string?)pair.Value))]);
        builder.Services.AddRuVectorTraining(builder.Configuration);
        return builder.Build();
    }
}
