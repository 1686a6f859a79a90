namespace RuVector.Training.Mining;

/// <summary>The miners by the names that ruvector gives them.</summary>
public enum MiningStrategy
{
    /// <summary><see cref="HardestMiner"/>.</summary>
    Hardest = 0,

    /// <summary><see cref="SemiHardMiner"/>.</summary>
    SemiHard = 1,

    /// <summary><see cref="DistanceWeightedMiner"/>.</summary>
    DistanceWeighted = 2,

    /// <summary><see cref="RandomMiner"/>.</summary>
    Random = 3,
}
