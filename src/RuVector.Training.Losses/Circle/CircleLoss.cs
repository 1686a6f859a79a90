using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Circle loss: every similarity is weighted by how far it is from its optimum, and all positives are compared with all negatives.</summary>
/// <remarks>
/// <para><c>L_i = softplus( lse_p( -gamma a_p (s_ip - 1 + m) ) + lse_n( gamma a_n (s_in - m) ) )</c>, <c>a_p = max(0, 1 + m - s_ip)</c>, <c>a_n = max(0, s_in + m)</c>, lse the logarithm of the sum of exponentials,
/// s the cosine or dot product.</para>
/// <para>The weights a are constants in the gradient, as in the paper: it is not the derivative of the value as a function of the similarities.</para>
/// <para>A term is a row with a positive and a negative; <see cref="Reduction.Mean"/> divides by the (weighted) number of those rows, the others are counted and give 0.</para>
/// <para>A zero vector has cosine 0 with everything and gradient exactly 0. Immutable and thread safe.</para>
/// <para>Source: Sun et al., "Circle Loss: A Unified Perspective of Pair Similarity Optimization", 2020, eqs. 4 to 8.</para>
/// </remarks>
public sealed class CircleLoss : ILoss
{
    private readonly CircleRow _row;
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public CircleLoss()
        : this(new CircleOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public CircleLoss(CircleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckSimilarity(options.Measure, "Circle", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        LossGuard.CheckNonNegative(options.Margin, "margin", nameof(options));
        LossGuard.CheckPositive(options.Gamma, "gamma", nameof(options));
        _row = new CircleRow(options.Margin, options.Gamma);
        (_measure, _reduction) = (options.Measure, options.Reduction);
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) =>
        ScoreEngine.Evaluate(batch, outputs, _row, _measure, _reduction);
}
