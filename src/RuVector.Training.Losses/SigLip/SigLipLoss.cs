using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>SigLIP: every pair of the batch is a yes-or-no question of its own, answered by a sigmoid.</summary>
/// <remarks>
/// <para><c>L_i = sum_p softplus(-(t s_ip + b)) + sum_n softplus(t s_in + b)</c>, s the cosine or dot product, t the scale, b the bias.</para>
/// <para>A term is a row with at least one positive or negative; <see cref="Reduction.Mean"/> divides by the (weighted) number of those rows (the paper's form for pairs), the others are counted and give 0.</para>
/// <para>When they are learned, <see cref="Parameters"/> holds log t as <c>log_scale</c> and b as <c>bias</c>, and an evaluation that writes gradients of embeddings adds to theirs, scaled alike; the loss then
/// belongs to one run. Otherwise the set is empty, and the loss is immutable and thread safe.</para>
/// <para>A zero vector has cosine 0 with everything and gradient exactly 0.</para>
/// <para>Source: Zhai, Mustafa, Kolesnikov, Beyer, "Sigmoid Loss for Language Image Pre-Training", 2023, eq. 1.</para>
/// </remarks>
public sealed class SigLipLoss : ILoss, IParameterized
{
    private readonly float _scale;
    private readonly float _bias;
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public SigLipLoss()
        : this(new SigLipOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public SigLipLoss(SigLipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckSimilarity(options.Measure, "SigLip", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _scale = LossGuard.CheckPositive(options.Scale, "scale", nameof(options));
        _bias = LossGuard.CheckFinite(options.Bias, "bias", nameof(options));
        if (options.IsLearned)
        {
            Parameters = LearnedScalars.Create("log_scale", "bias");
            (Parameters.Values[0], Parameters.Values[1]) = (MathF.Log(_scale), _bias);
        }

        (_measure, _reduction) = (options.Measure, options.Reduction);
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; } = new();

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        bool isLearned = Parameters.Values.Length > 0;
        (float scale, float bias) = isLearned ? (LearnedScale(), Parameters.Values[1]) : (_scale, _bias);
        LossResult result = ScoreEngine.Evaluate(batch, outputs, new SigLipRow(scale, bias), _measure, _reduction, out ScalarGradients scalars);
        if (isLearned && outputs.WantsGradients)
        {
            Parameters.Gradients[0] += (float)(scale * scalars.First);
            Parameters.Gradients[1] += (float)scalars.Second;
        }

        return result;
    }

    private float LearnedScale()
    {
        float scale = MathF.Exp(Parameters.Values[0]);
        return LossGuard.IsPositive(scale) && float.IsFinite(Parameters.Values[1])
            ? scale
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"Expected a learned scale that is finite and above 0 and a finite bias, but got {scale} (log_scale {Parameters.Values[0]}) and {Parameters.Values[1]}."));
    }
}
