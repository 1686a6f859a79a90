using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class MiningRegistrationTests
{
    [TestCase("Random", typeof(RandomMiner))]
    [TestCase("Hardest", typeof(HardestMiner))]
    [TestCase("SemiHard", typeof(SemiHardMiner))]
    [TestCase("DistanceWeighted", typeof(DistanceWeightedMiner))]
    [TestCase("SimilarityWeighted", typeof(SimilarityWeightedMiner))]
    [TestCase("MultiSimilarity", typeof(MultiSimilarityMiner))]
    public void AddMining_TypeInConfiguration_SelectsTheMiner(string name, Type type) => Create(("Type", name)).ShouldBeOfType(type);

    [Test]
    public void Create_SettingsInConfiguration_AreUsed()
    {
        float[][] candidates = [[1, 0.1f], [1, 1], [0, 1], [-1, 0]];
        Create(("Type", "Hardest"), ("Hardest:RankStart", "1"), ("Hardest:MinimumScore", "-0.5"), ("Hardest:Measure", "Cosine")).Mine([1, 0], candidates, 4).ShouldBe([1, 2]);
        Create(("Type", "SemiHard"), ("SemiHard:Margin", "2.5"), ("SemiHard:Order", "Nearest")).Mine([1, 0], [1, 0], candidates, 4).ShouldBe([0, 1, 2, 3]);
        Create(("Type", "SemiHard"), ("SemiHard:Margin", "0.1"), ("SemiHard:TopUp", "true")).Mine([1, 0], [1, 0], candidates, 2).ShouldBe([0, 1]);
        Create(("Type", "DistanceWeighted"), ("DistanceWeighted:UpperCutoff", "0.5"), ("DistanceWeighted:Cutoff", "0.25")).Mine([1, 0], candidates, 4).ShouldBe([0]);
        Create(("Type", "SimilarityWeighted"), ("SimilarityWeighted:Temperature", "0.0001")).Mine([1, 0], candidates, 4).ShouldBe([0, 1, 2, 3]);
        Create(("Type", "MultiSimilarity"), ("MultiSimilarity:Epsilon", "0.3")).Mine([1, 0], [1, 0], candidates, 4).ShouldBe([0, 1]);
        Should.Throw<InvalidOperationException>(() => Create(("Type", "Random"), ("Random:RequireExactCount", "true")).Mine([1, 0], candidates, 5));
    }

    [Test]
    public void AddXMining_SettingsInCode_AreUsed()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection([new("RuVectorTraining:Miner:Type", "Hardest")]).Build();
        ServiceCollection services = new();
        services.AddRuVectorTrainingCore(configuration).AddHardestMining(static options => options.RankStart = 1);
        using ServiceProvider provider = services.BuildServiceProvider();
        float[][] candidates = [[1, 0], [0, 1]];
        provider.GetRequiredService<ITrainingFactory<INegativeMiner>>().Create().Mine([1, 0], candidates, 2).ShouldBe([1]);
    }

    [TestCase("Hardest", "AbsoluteMargin", "-1")]
    [TestCase("Random", "RelativeMargin", "-0.1")]
    [TestCase("SemiHard", "RankStart", "-1")]
    [TestCase("DistanceWeighted", "RankEnd", "0")]
    [TestCase("Hardest", "Measure", "9")]
    [TestCase("SemiHard", "Order", "2")]
    [TestCase("DistanceWeighted", "Cutoff", "0")]
    [TestCase("DistanceWeighted", "UpperCutoff", "2.1")]
    [TestCase("SimilarityWeighted", "Temperature", "0.00005")]
    [TestCase("SimilarityWeighted", "Temperature", "NaN")]
    [TestCase("MultiSimilarity", "Epsilon", "-0.1")]
    [TestCase("Hardest", "MaximumScore", "NaN")]
    [TestCase("Hardest", "MinimumScore", "-Infinity")]
    [TestCase("Hardest", "Margin", "0.2")]
    public void Create_SettingOutOfItsRange_IsRefused(string name, string setting, string value)
    {
        string[] failures = [.. Failures(("Type", name), ($"{name}:{setting}", value))];
        failures.Length.ShouldBe(1);
        failures[0].ShouldStartWith($"RuVectorTraining:Miner:{name}");
        failures[0].ShouldContain(setting);
    }

    [Test]
    public void Create_SettingsThatContradict_AreAllNamed()
    {
        Failures(("Type", "Hardest"), ("Hardest:RankStart", "5"), ("Hardest:RankEnd", "2"), ("Hardest:MinimumScore", "1"), ("Hardest:MaximumScore", "0")).ShouldBe(
        [
            "RuVectorTraining:Miner:Hardest:MinimumScore: Expected a MinimumScore of at most MaximumScore, 0, but got 1.",
            "RuVectorTraining:Miner:Hardest:RankStart: Expected a RankStart below RankEnd, 2, but got 5.",
        ]);
        Failures(("Type", "SemiHard"), ("SemiHard:Margin", "-1")).ShouldBe(["RuVectorTraining:Miner:SemiHard:Margin: Expected a Margin above 0, but got -1."]);
        Failures(("Type", "DistanceWeighted"), ("DistanceWeighted:Measure", "Euclidean"), ("DistanceWeighted:Cutoff", "1.5")).ShouldBe(
        [
            "RuVectorTraining:Miner:DistanceWeighted:Measure: Expected the measure of distance-weighted mining to be Cosine, because its density is that of the unit sphere, but got Euclidean.",
            "RuVectorTraining:Miner:DistanceWeighted:Cutoff: Expected a Cutoff below UpperCutoff, 1.4, but got 1.5.",
        ]);
    }

    private static IEnumerable<string> Failures(params (string Key, string Value)[] settings) => Should.Throw<OptionsValidationException>(() => Create(settings)).Failures;

    private static INegativeMiner Create(params (string Key, string Value)[] settings)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create($"RuVectorTraining:Miner:{s.Key}", (string?)s.Value)))
            .Build();
        ServiceCollection services = new();
        services.AddRuVectorTrainingCore(configuration).AddMining();
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<ITrainingFactory<INegativeMiner>>().Create();
    }
}
