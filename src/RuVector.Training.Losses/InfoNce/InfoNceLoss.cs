using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>InfoNCE: an anchor should score its positive above all its negatives.</summary>
/// <remarks>
/// <para><c>L_i = mean_p [ log( exp(s_ip / t) + sum_n exp(s_in / t) ) - s_ip / t ]</c>, s the cosine or dot product, t the temperature. Each positive is contrasted with the negatives alone;
/// the other positives of the anchor are not in its denominator.</para>
/// <para>Which candidates are negatives is the relations' choice: in-batch, own, shared, or in-batch with hard negatives of the anchor or of all (<see cref="PairedLayout"/>). A term is a row
/// of the relations, which is an anchor unless they were made of triplets; <see cref="Reduction.Mean"/> divides by the (weighted) number of rows with at least one positive and one negative;
/// the others are counted and give 0.</para>
/// <para>The symmetric form takes pairs with in-batch negatives alone. It is half of this loss plus half of the loss of the positives looking for their anchors, each with its own mean; the counts are those of the former.</para>
/// <para>A zero vector has cosine 0 with everything and gradient exactly 0. The maximum is taken out before exponentials, and the positive's probability is never subtracted from 1, so the loss and its
/// gradient stay exact when the negative dominates by hundreds of logits.</para>
/// <para>Not thread safe while the temperature is being set; otherwise calls may run at once.</para>
/// <para>Source: van den Oord, Li, Vinyals, "Representation Learning with Contrastive Predictive Coding", 2018, eq. 4; symmetric: Radford et al., CLIP, 2021.</para>
/// </remarks>
public sealed class InfoNceLoss : ILoss, IHasTemperature
{
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;
    private readonly bool _symmetric;
    private float _temperature;

    /// <summary>Creates the loss with default settings.</summary>
    public InfoNceLoss()
        : this(new InfoNceOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public InfoNceLoss(InfoNceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckSimilarity(options.Measure, "InfoNCE", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _temperature = LossGuard.CheckTemperature(options.Temperature, nameof(options));
        (_measure, _reduction, _symmetric) = (options.Measure, options.Reduction, options.Symmetric);
    }

    /// <inheritdoc/>
    public float Temperature
    {
        get => _temperature;
        set => _temperature = LossGuard.CheckTemperature(value, nameof(value));
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        InfoNceRow row = new(1f / _temperature);
        return _symmetric
            ? SymmetricEvaluation.Evaluate(batch, outputs, row, _measure, _reduction)
            : ScoreEngine.Evaluate(batch, outputs, row, _measure, _reduction);
    }
}
