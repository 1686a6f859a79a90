namespace RuVector.Training.Mining;

/// <summary>Chooses negatives that are farther from the anchor than its positive, but by less than a margin.</summary>
/// <remarks>
/// <para><c>d_ap &lt; d_an &lt; d_ap + margin</c>, both strict; for similarities <c>s_ap - margin &lt; s_an &lt; s_ap</c>, which for the cosine is the distance <c>1 - s</c>.</para>
/// <para>Of several positives in a row the farthest counts, as for the filters, so no chosen negative is nearer than any positive. For one choice for each (anchor, positive), use relations with a row
/// for each, as <see cref="PairRelations.FromTriplets"/> makes them. A row without a positive stays empty and is counted.</para>
/// <para>Random order is keyed by (seed, step, row). Immutable and thread safe.</para>
/// <para>Source: Schroff, Kalenichenko, Philbin, "FaceNet: A Unified Embedding for Face Recognition and Clustering", 2015, section 3.2.</para>
/// </remarks>
public sealed class SemiHardMiner : IExplainingMiner
{
    private readonly MiningCore _core;
    private readonly SemiHardSelection _nearest;
    private readonly RandomSemiHardSelection _random;
    private readonly bool _isRandom;

    /// <summary>Creates the miner with default settings.</summary>
    public SemiHardMiner()
        : this(new SemiHardMinerOptions())
    {
    }

    /// <summary>Creates the miner.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or contradicts another one.</exception>
    public SemiHardMiner(SemiHardMinerOptions options)
    {
        _core = new MiningCore(options);
        MiningGuard.CheckDefined(options.Order, nameof(options));
        _nearest = new SemiHardSelection(options.Margin, options.TopUp);
        _random = new RandomSemiHardSelection(options.Margin, options.TopUp);
        _isRandom = options.Order == SemiHardOrder.Random;
    }

    /// <inheritdoc/>
    public void Mine(in MiningRequest request, MinedNegatives result)
    {
        if (_isRandom)
        {
            _core.Mine(request, result, _random);
        }
        else
        {
            _core.MineHardest(request, result, _nearest);
        }
    }

    /// <inheritdoc/>
    public void Explain(in MiningRequest request, int row, Span<CandidateVerdict> verdicts)
    {
        if (_isRandom)
        {
            _core.Explain(request, row, verdicts, _random);
        }
        else
        {
            _core.Explain(request, row, verdicts, _nearest);
        }
    }
}
