using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

/// <summary>A miner in the conformance table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Create">Makes it; the settings that all miners share are set by the test.</param>
/// <param name="MayChoose">Whether its rule admits a candidate, given the closeness of the candidate and of the farthest positive.</param>
public sealed record MinerRow(string Name, Type Type, Func<Action<MiningOptions>, INegativeMiner> Create, Func<double, double, bool> MayChoose)
{
    /// <summary>Whether its choice is random; otherwise it takes the hardest of what it may choose, in that order.</summary>
    public bool IsRandom { get; init; }

    /// <summary>Whether it leaves rows without a positive empty.</summary>
    public bool NeedsPositive { get; init; }

    /// <summary>The measures it works with.</summary>
    public ScoreMeasure[] Measures { get; init; } = Enum.GetValues<ScoreMeasure>();

    public MinedNegatives Mine(MiningCase data, int count, Action<MiningOptions>? configure = null, ulong seed = 5, long step = 0) =>
        Create(configure ?? (static _ => { })).Mine(new MiningRequest(data.Anchors, data.Candidates, data.Relations, count) { Seed = seed, Step = step });

    /// <summary>What it may choose in a row, hardest first.</summary>
    public ScoredCandidate[] Eligible(MiningCase data, int row, ScoreMeasure measure)
    {
        double? positive = MiningOracle.FarthestPositive(data, row, measure);
        return NeedsPositive && positive is null
            ? []
            : [.. MiningOracle.Negatives(data, row, measure).Where(candidate => MayChoose(candidate.Closeness, positive ?? double.NaN))];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
