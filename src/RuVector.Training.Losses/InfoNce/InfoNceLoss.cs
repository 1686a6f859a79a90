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
/// <para>With a hardness weight h the logit of a negative is <c>s / t + h s</c> with the second s a constant in the gradient: similar negatives count more, those of the positive do not change.</para>
/// <para>When the temperature is learned, <see cref="Parameters"/> holds log(1 / t) as <c>log_scale</c>, an evaluation that writes gradients of embeddings adds to its gradient, scaled alike, and the loss belongs
/// to one run. A parameter that left the range of temperatures is refused, never clamped.</para>
/// <para>Not thread safe while the temperature is being set or learned; otherwise calls may run at once.</para>
/// <para>Source: van den Oord, Li, Vinyals, "Representation Learning with Contrastive Predictive Coding", 2018, eq. 4; symmetric and learned temperature: Radford et al., CLIP, 2021; hardness: sentence-transformers.</para>
/// </remarks>
public sealed class InfoNceLoss : ILoss, IHasTemperature, IParameterized
{
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;
    private readonly bool _symmetric;
    private readonly float _hardnessWeight;
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
        _hardnessWeight = LossGuard.CheckNonNegative(options.HardnessWeight, "hardness weight", nameof(options));
        if (options.LearnTemperature)
        {
            Parameters = LearnedScalars.Create("log_scale");
            Parameters.Values[0] = -MathF.Log(_temperature);
        }

        (_measure, _reduction, _symmetric) = (options.Measure, options.Reduction, options.Symmetric);
    }

    /// <summary>Gets or sets the temperature; when it is learned, that of the parameter.</summary>
    /// <value>In [1e-4, 1e4].</value>
    /// <exception cref="ArgumentOutOfRangeException">The new value is out of range; the old one is kept.</exception>
    public float Temperature
    {
        get => IsTemperatureLearned ? MathF.Exp(-Parameters.Values[0]) : _temperature;
        set
        {
            _temperature = LossGuard.CheckTemperature(value, nameof(value));
            if (IsTemperatureLearned)
            {
                Parameters.Values[0] = -MathF.Log(value);
            }
        }
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; } = new();

    /// <inheritdoc/>
    public bool IsTemperatureLearned => Parameters.Values.Length > 0;

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        bool isLearned = IsTemperatureLearned;
        InfoNceRow row = new(isLearned ? LearnedScale() : 1f / _temperature, _hardnessWeight, isLearned);
        ScalarGradients scalars;
        LossResult result = _symmetric
            ? SymmetricEvaluation.Evaluate(batch, outputs, row, _measure, _reduction, out scalars)
            : ScoreEngine.Evaluate(batch, outputs, row, _measure, _reduction, out scalars);
        if (isLearned)
        {
            Parameters.Gradients[0] += (float)scalars.First;
        }

        return result;
    }

    /// <summary>1 / temperature; the logarithm of an end of the range may lie a rounding outside of it.</summary>
    private float LearnedScale()
    {
        const float LargestLogarithm = 9.21035f;
        float logarithm = Parameters.Values[0];
        return Math.Abs(logarithm) <= LargestLogarithm
            ? MathF.Exp(logarithm)
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"Expected a learned temperature in [0.0001, 10000], but got {MathF.Exp(-logarithm)} (log_scale {logarithm})."));
    }
}
