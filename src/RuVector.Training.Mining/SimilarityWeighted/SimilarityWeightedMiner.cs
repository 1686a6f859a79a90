namespace RuVector.Training.Mining;

/// <summary>Chooses negatives at random, closer ones more often: by the softmax of their similarity.</summary>
/// <remarks>
/// <para><c>p_j = exp(s_j / t) / sum_i exp(s_i / t)</c> over the admissible candidates, t = temperature; of a distance <c>s = -d</c>. The largest score of the row is subtracted first, so nothing overflows.</para>
/// <para>Drawn without replacement, in the order of the draw, by the largest sums of <c>s / t</c> and Gumbel noise; keyed by (seed, step, row). A small temperature comes near to <see cref="HardestMiner"/>, a large one
/// to <see cref="RandomMiner"/>. A zero vector has similarity 0 with everything.</para>
/// <para>Immutable and thread safe. Source: Kool, van Hoof, Welling, "Stochastic beams and where to find them: the Gumbel-top-k trick for sampling sequences without replacement", 2019.</para>
/// </remarks>
public sealed class SimilarityWeightedMiner : IExplainingMiner
{
    private readonly MiningCore _core;
    private readonly ScoreMeasure _measure;
    private readonly float _temperature;

    /// <summary>Creates the miner with default settings.</summary>
    public SimilarityWeightedMiner()
        : this(new SimilarityWeightedMinerOptions())
    {
    }

    /// <summary>Creates the miner.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or contradicts another one.</exception>
    public SimilarityWeightedMiner(SimilarityWeightedMinerOptions options)
    {
        _core = new MiningCore(options);
        (_measure, _temperature) = (options.Measure, options.Temperature);
    }

    /// <inheritdoc/>
    public void Mine(in MiningRequest request, MinedNegatives result) => _core.Mine(request, result, new SimilarityWeightedSelection(_temperature));

    /// <inheritdoc/>
    public void Explain(in MiningRequest request, int row, Span<CandidateVerdict> verdicts) => _core.Explain(request, row, verdicts, new SimilarityWeightedSelection(_temperature));

    /// <summary>Computes the probability that each of some candidates is the first one drawn; filters have no part in it.</summary>
    /// <param name="scores">Finite scores of the candidates with the anchor, in the miner's measure, <c>[n]</c>.</param>
    /// <param name="probabilities">Overwritten with numbers that sum to 1, <c>[n]</c>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="NonFiniteValueException">A score is NaN or an infinity.</exception>
    public void Probabilities(ReadOnlySpan<float> scores, Span<double> probabilities) =>
        WeightedDraw.Probabilities(scores, _measure, new ClosenessWeight(new ScoreOrder(_measure), _temperature), probabilities);
}
