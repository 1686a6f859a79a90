namespace RuVector.Training.Mining.Tests;

/// <summary>Every miner, one line each; every rule of the contract is tested for all of them.</summary>
public static class MinerTable
{
    public static MinerRow[] Miners { get; } =
    [
        new("Random", typeof(RandomMiner), Make<RandomMinerOptions>(o => new RandomMiner(o)), (_, _) => true) { IsRandom = true },
        new("Hardest", typeof(HardestMiner), Make<HardestMinerOptions>(o => new HardestMiner(o)), (_, _) => true),
        new("SemiHard", typeof(SemiHardMiner), Make<SemiHardMinerOptions>(o => new SemiHardMiner(o), o => o.Margin = 0.5f), InsideMargin) { NeedsPositive = true },
        new("SemiHard, random", typeof(SemiHardMiner), Make<SemiHardMinerOptions>(o => new SemiHardMiner(o), o => (o.Margin, o.Order) = (0.5f, SemiHardOrder.Random)), InsideMargin)
            { NeedsPositive = true, IsRandom = true },
        new("SemiHard, topped up", typeof(SemiHardMiner), Make<SemiHardMinerOptions>(o => new SemiHardMiner(o), o => (o.Margin, o.TopUp) = (0.1f, true)), (c, positive) => c < positive)
            { NeedsPositive = true },
        new("SemiHard, random, topped up", typeof(SemiHardMiner), Make<SemiHardMinerOptions>(o => new SemiHardMiner(o), o => (o.Margin, o.Order, o.TopUp) = (0.1f, SemiHardOrder.Random, true)), (c, positive) => c < positive)
            { NeedsPositive = true, IsRandom = true },
        new("DistanceWeighted", typeof(DistanceWeightedMiner), Make<DistanceWeightedMinerOptions>(o => new DistanceWeightedMiner(o)), (c, _) => Math.Sqrt(2 - (2 * c)) < 1.4)
            { IsRandom = true, Measures = [ScoreMeasure.Cosine] },
        new("SimilarityWeighted", typeof(SimilarityWeightedMiner), Make<SimilarityWeightedMinerOptions>(o => new SimilarityWeightedMiner(o)), (_, _) => true) { IsRandom = true },
        new("MultiSimilarity", typeof(MultiSimilarityMiner), Make<MultiSimilarityMinerOptions>(o => new MultiSimilarityMiner(o), o => o.Epsilon = 0.5f), (c, positive) => c > positive - 0.5) { NeedsPositive = true },
    ];

    private static bool InsideMargin(double closeness, double positive) => closeness < positive && closeness > positive - 0.5;

    private static Func<Action<MiningOptions>, INegativeMiner> Make<TOptions>(Func<TOptions, INegativeMiner> create, Action<TOptions>? own = null)
        where TOptions : MiningOptions, new() =>
        shared =>
        {
            TOptions options = new();
            own?.Invoke(options);
            shared(options);
            return create(options);
        };
}
