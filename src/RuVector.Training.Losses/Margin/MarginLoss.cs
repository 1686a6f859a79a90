using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Margin loss: positives should be nearer than a learned boundary, negatives farther, each by a margin.</summary>
/// <remarks>
/// <para><c>L = sum over triplets (a, p, n) of max(0, d_ap - beta + margin) + max(0, beta - d_an + margin)</c>, divided by the number of hinges above 0. The work of a row is positives plus negatives: a hinge
/// stands once for each triplet that it is in.</para>
/// <para>beta is the parameter <c>beta</c> of <see cref="Parameters"/>. A call that wants gradients of embeddings adds dL/dbeta, times <see cref="LossOutputs.Scale"/>, to its gradient; the training loop sets it to zero
/// and steps an optimizer. Never stepped, beta stays what it was.</para>
/// <para>A term is a hinge above 0, or a triplet unless <see cref="MarginOptions.MeanOverActive"/>. Anchors without a positive or a negative have none and are counted. At distance 0 and at the corner of a hinge the
/// subgradient 0 is taken. Belongs to one run: calls that want gradients change <see cref="Parameters"/>.</para>
/// <para>Source: Wu, Manmatha, Smola, Krähenbühl, "Sampling Matters in Deep Embedding Learning", 2017.</para>
/// </remarks>
public sealed class MarginLoss : ILoss, IParameterized
{
    private readonly float _margin;
    private readonly bool _activeOnly;
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;
    private readonly ParameterSegment _beta;

    /// <summary>Creates the loss with default settings.</summary>
    public MarginLoss()
        : this(new MarginOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public MarginLoss(MarginOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _margin = LossGuard.CheckNonNegative(options.Margin, "margin", nameof(options));
        float beta = LossGuard.CheckNonNegative(options.Beta, "beta", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        (_measure, _reduction, _activeOnly) = (Distance.Check(options.Measure, nameof(options)), options.Reduction, options.MeanOverActive);
        Parameters = LearnedScalars.Create("beta");
        _beta = Parameters["beta"];
        _beta.Values[0] = beta;
    }

    /// <summary>Gets the boundary <c>beta</c> and its gradient.</summary>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    /// <exception cref="NonFiniteValueException">beta, or an embedding, is NaN or an infinity.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        MarginRow row = new(new Distance(_measure), _margin, Finite(_beta.Values[0]), _activeOnly);
        LossResult result = ScoreEngine.Evaluate(batch, outputs, row, _measure, _reduction, out ScalarGradients scalars);
        if (outputs.WantsGradients)
        {
            _beta.Gradients[0] += (float)scalars.First;
        }

        return result;
    }

    private static float Finite(float beta) => float.IsFinite(beta) ? beta : throw new NonFiniteValueException(nameof(beta), 0, 0, beta);
}
