namespace RuVector.Training.Mining;

/// <summary>Chooses negatives at random so that all distances are about equally frequent: by the inverse of the density that distances of random points have.</summary>
/// <remarks>
/// <para>On the unit sphere of dimension d the density of the distance x is <c>q(x) ~ x^(d-2) (1 - x^2/4)^((d-3)/2)</c>. A candidate has the weight <c>1/q(max(x, cutoff))</c>, and none from the upper
/// cutoff on. Weights are logarithms less the largest of the row, so nothing underflows in high dimensions.</para>
/// <para>Drawn without replacement, in the order of the draw, keyed by (seed, step, row). A row with no candidate below the upper cutoff gets none, which is counted as a shortage; at d = 384 unrelated
/// vectors are about 1.41 apart, beyond the default of 1.4.</para>
/// <para>The formula holds from d = 2 on; at d = 1 only equal directions are below the upper cutoff, and their weights are equal. A zero vector is at distance 1.41 from everything.</para>
/// <para>Immutable and thread safe. Source: Wu, Manmatha, Smola, Kraehenbuehl, "Sampling Matters in Deep Embedding Learning", 2017, section 4.1.</para>
/// </remarks>
public sealed class DistanceWeightedMiner : IExplainingMiner
{
    private readonly MiningCore _core;
    private readonly float _cutoff;
    private readonly float _upperCutoff;

    /// <summary>Creates the miner with default settings.</summary>
    public DistanceWeightedMiner()
        : this(new DistanceWeightedMinerOptions())
    {
    }

    /// <summary>Creates the miner.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or contradicts another one.</exception>
    public DistanceWeightedMiner(DistanceWeightedMinerOptions options)
    {
        _core = new MiningCore(options);
        MiningGuard.CheckRange(options.Cutoff is > 0 and <= 2, "a Cutoff in (0, 2]", options.Cutoff, nameof(options));
        MiningGuard.CheckRange(options.UpperCutoff is > 0 and <= 2, "an UpperCutoff in (0, 2]", options.UpperCutoff, nameof(options));
        (_cutoff, _upperCutoff) = (options.Cutoff, options.UpperCutoff);
    }

    /// <inheritdoc/>
    public void Mine(in MiningRequest request, MinedNegatives result) => _core.Mine(request, result, new DistanceWeightedSelection(_cutoff, _upperCutoff));

    /// <inheritdoc/>
    public void Explain(in MiningRequest request, int row, Span<CandidateVerdict> verdicts) => _core.Explain(request, row, verdicts, new DistanceWeightedSelection(_cutoff, _upperCutoff));

    /// <summary>Computes the probability that each of some candidates is the first one drawn; filters have no part in it.</summary>
    /// <param name="cosines">Finite cosines of the candidates with the anchor, <c>[n]</c>.</param>
    /// <param name="dimension">Dimension of the embeddings, 1 or more.</param>
    /// <param name="probabilities">Overwritten with numbers that sum to 1, or with zeros when no candidate has weight; <c>[n]</c>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="NonFiniteValueException">A cosine is NaN or an infinity.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is less than 1.</exception>
    public void Probabilities(ReadOnlySpan<float> cosines, int dimension, Span<double> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        WeightedDraw.Probabilities(cosines, ScoreMeasure.Cosine, new InverseDensity(_cutoff, _upperCutoff, dimension), probabilities);
    }
}
