namespace RuVector.Training.Mining;

/// <summary>Chooses negatives uniformly at random, without replacement.</summary>
/// <remarks>
/// <para>Every set of k admissible candidates, in every order, is equally likely. With a rank window it is the usual "random among the ranks 10 to 100" of retrieval training.</para>
/// <para>The draw is keyed by (seed, step, row): the same request gives the same choice, the next step another one, and other rows do not matter.</para>
/// <para>All pairs are scored, as the result carries scores. Immutable and thread safe. Source: Fisher and Yates, "Statistical tables", 1938.</para>
/// </remarks>
public sealed class RandomMiner : IExplainingMiner
{
    private readonly MiningCore _core;

    /// <summary>Creates the miner with default settings.</summary>
    public RandomMiner()
        : this(new RandomMinerOptions())
    {
    }

    /// <summary>Creates the miner.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or contradicts another one.</exception>
    public RandomMiner(RandomMinerOptions options) => _core = new MiningCore(options);

    /// <inheritdoc/>
    public void Mine(in MiningRequest request, MinedNegatives result) => _core.Mine(request, result, new RandomSelection());

    /// <inheritdoc/>
    public void Explain(in MiningRequest request, int row, Span<CandidateVerdict> verdicts) => _core.Explain(request, row, verdicts, new RandomSelection());
}
