using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>SupCon, supervised contrastive loss: all rows of a class should find each other among all other rows.</summary>
/// <remarks>
/// <para><c>L_i = mean_p [ log( sum_j exp(s_ij / t) ) - s_ip / t ]</c>, s the cosine or dot product, t the temperature, j over the positives and the negatives of i: all positives stay in the denominator, and
/// the mean over the positives stands outside the logarithm (L_out). There is no factor t / base temperature.</para>
/// <para>A term is a row with at least one positive, negatives or not; <see cref="Reduction.Mean"/> divides by the (weighted) number of those rows. The others are counted and give 0.</para>
/// <para>A zero vector has cosine 0 with everything and gradient exactly 0. A loss of any size keeps its full gradient. Not thread safe while the temperature is being set; otherwise calls may run at once.</para>
/// <para>Source: Khosla et al., "Supervised Contrastive Learning", 2020, eq. 2.</para>
/// </remarks>
public sealed class SupConLoss : ILoss, IHasTemperature
{
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;
    private float _temperature;

    /// <summary>Creates the loss with default settings.</summary>
    public SupConLoss()
        : this(new SupConOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public SupConLoss(SupConOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckSimilarity(options.Measure, "SupCon", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _temperature = LossGuard.CheckTemperature(options.Temperature, nameof(options));
        (_measure, _reduction) = (options.Measure, options.Reduction);
    }

    /// <inheritdoc/>
    public float Temperature
    {
        get => _temperature;
        set => _temperature = LossGuard.CheckTemperature(value, nameof(value));
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) =>
        ScoreEngine.Evaluate(batch, outputs, new SupConRow(1f / _temperature), _measure, _reduction);
}
