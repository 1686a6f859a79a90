namespace RuVector.Training.Mining;

/// <summary>Makes miners in one word: <c>HardNegativeMiner.SemiHard(0.2f).Mine(anchor, positive, candidates, 5)</c>.</summary>
/// <remarks>The names are those of ruvector. What is not said here has the default value of the miner's options.</remarks>
public static class HardNegativeMiner
{
    /// <summary>Makes a miner of the closest negatives.</summary>
    /// <returns>The miner.</returns>
    public static HardestMiner Hardest() => new();

    /// <summary>Makes a miner of negatives that are farther than the positive by less than a margin.</summary>
    /// <param name="margin">The margin, more than 0.</param>
    /// <returns>The miner.</returns>
    /// <exception cref="ArgumentException"><paramref name="margin"/> is not above 0.</exception>
    public static SemiHardMiner SemiHard(float margin = 0.2f) => new(new SemiHardMinerOptions { Margin = margin });

    /// <summary>Makes a miner of negatives at all distances.</summary>
    /// <returns>The miner.</returns>
    public static DistanceWeightedMiner DistanceWeighted() => new();

    /// <summary>Makes a miner of random negatives.</summary>
    /// <returns>The miner.</returns>
    public static RandomMiner Random() => new();

    /// <summary>Makes the miner of a strategy.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="margin">The margin of <see cref="MiningStrategy.SemiHard"/>, more than 0; the other strategies have none.</param>
    /// <returns>The miner.</returns>
    /// <exception cref="ArgumentException"><paramref name="strategy"/> is not a known one, or <paramref name="margin"/> is not above 0.</exception>
    public static INegativeMiner Create(MiningStrategy strategy, float margin = 0.2f)
    {
        MiningGuard.CheckDefined(strategy, nameof(strategy));
        return strategy switch
        {
            MiningStrategy.Hardest => Hardest(),
            MiningStrategy.SemiHard => SemiHard(margin),
            MiningStrategy.DistanceWeighted => DistanceWeighted(),
            _ => Random(),
        };
    }
}
