namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class MinerTableTests
{
    [Test]
    public void Miners_EveryPublicMinerOfTheAssembly_IsInTheTable()
    {
        IEnumerable<Type> miners = typeof(HardestMiner).Assembly.GetExportedTypes().Where(static t => t.IsClass && typeof(INegativeMiner).IsAssignableFrom(t));
        MinerTable.Miners.Select(static miner => miner.Type).Distinct().ShouldBe(miners, ignoreOrder: true);
    }
}
