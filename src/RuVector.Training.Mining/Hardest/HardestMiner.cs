namespace RuVector.Training.Mining;

/// <summary>Chooses the negatives that are closest to the anchor.</summary>
/// <remarks>
/// <para>The k highest similarities, or the k smallest distances, in that order; equal scores in order of the candidate. Exact; among many candidates that all anchors share, by a
/// search that scores few of them.</para>
/// <para>The closest candidates are also the likeliest false negatives; see the filters in <see cref="MiningOptions"/>. A zero vector has similarity 0 with everything.</para>
/// <para>Immutable and thread safe. Source: Xuan et al., "Hard negative examples are hard, but useful", 2020.</para>
/// </remarks>
public sealed class HardestMiner : IExplainingMiner
{
    private readonly MiningCore _core;

    /// <summary>Creates the miner with default settings.</summary>
    public HardestMiner()
        : this(new HardestMinerOptions())
    {
    }

    /// <summary>Creates the miner.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or contradicts another one.</exception>
    public HardestMiner(HardestMinerOptions options) => _core = new MiningCore(options);

    /// <inheritdoc/>
    public void Mine(in MiningRequest request, MinedNegatives result) => _core.MineHardest(request, result, new HardestSelection());

    /// <inheritdoc/>
    public void Explain(in MiningRequest request, int row, Span<CandidateVerdict> verdicts) => _core.Explain(request, row, verdicts, new HardestSelection());
}
