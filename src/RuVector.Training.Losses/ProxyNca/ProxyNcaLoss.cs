using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>ProxyNCA: an embedding should be nearer to the proxy of its class than to all others.</summary>
/// <remarks>
/// <para><c>L_i = -log( exp(-sigma d_iy^2) / sum over all classes of exp(-sigma d_ij^2) )</c>, d the distance of the unit rows. As <c>d^2 = 2 - 2 cos</c>, this is cross-entropy over <c>2 sigma cos</c>.</para>
/// <para>The anchors are embeddings, the candidates proxies: <c>PairRelations.FromLabels(labels, classes)</c>; the gradient by the proxies is that of the candidates. The own proxy is in the denominator. A term is an
/// anchor; one whose class has no proxy, or no other class beside it, has none and is counted. With several proxies of one class the term is the mean over them, each against the other classes.</para>
/// <para>A zero vector has cosine 0 with everything and gradient 0. Immutable and thread safe.</para>
/// <para>Source: Movshovitz-Attias et al., "No Fuss Distance Metric Learning using Proxies", 2017; with the own proxy in the denominator: Teh, DeVries, Taylor, "ProxyNCA++", 2020.</para>
/// </remarks>
public sealed class ProxyNcaLoss : ILoss
{
    private readonly float _scale;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public ProxyNcaLoss()
        : this(new ProxyNcaOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ProxyNcaLoss(ProxyNcaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _scale = LossGuard.CheckNonNegative(options.Scale, "scale", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _reduction = options.Reduction;
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) =>
        ScoreEngine.Evaluate(batch, outputs, new InfoNceRow(2 * _scale, hardnessWeight: 0, isLearned: false), ScoreMeasure.Cosine, _reduction);
}
