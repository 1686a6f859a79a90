namespace RuVector.Training.Losses;

/// <summary>Alignment and uniformity: the two of a pair should lie close, and all embeddings of a view should spread over the sphere.</summary>
/// <remarks>
/// <para><c>L = a mean_i |x_i - y_i|^alpha + b/2 (U(x) + U(y))</c>, <c>U(x) = log mean_{i &lt; j} exp(-t |x_i - x_j|^2)</c>, on unit vectors unless the options say otherwise.</para>
/// <para>Anchor i and candidate i are the two views; other candidates have no part and gradient 0, and negatives are not looked at. A term is a pair; its row value is that of its alignment, <c>a |x_i - y_i|^alpha</c>.
/// Anchor weights are refused, because the uniformity is no sum over anchors. A single pair has no uniformity, and is counted as one without negatives.</para>
/// <para>A zero vector is aligned as the point 0, has cosine 0 with everything (squared distance 2), and gradient exactly 0. At distance 0 the subgradient is 0. Immutable and thread safe.</para>
/// <para>Source: Wang and Isola, "Understanding Contrastive Representation Learning through Alignment and Uniformity on the Hypersphere", 2020.</para>
/// </remarks>
public sealed class AlignmentUniformityLoss : ILoss
{
    private readonly Alignment _alignment;
    private readonly Uniformity _uniformity;
    private readonly float _alignmentWeight;
    private readonly float _uniformityWeight;

    /// <summary>Creates the loss with default settings.</summary>
    public AlignmentUniformityLoss()
        : this(new AlignmentUniformityOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AlignmentUniformityLoss(AlignmentUniformityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _alignment = new Alignment(LossGuard.CheckNonNegative(options.Alpha, "exponent", nameof(options)), options.Normalize);
        _uniformity = new Uniformity(LossGuard.CheckNonNegative(options.UniformityScale, "uniformity scale", nameof(options)), options.Normalize);
        _alignmentWeight = LossGuard.CheckNonNegative(options.AlignmentWeight, "alignment weight", nameof(options));
        _uniformityWeight = LossGuard.CheckNonNegative(options.UniformityWeight, "uniformity weight", nameof(options));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The relations are not those of pairs, or the batch has anchor weights.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        PairedViews views = PairedViews.Of(batch, outputs, "alignment and uniformity");
        if (views.Pairs == 0 || batch.Anchors.Columns == 0)
        {
            return views.TooFew(outputs.Accumulate);
        }

        double value = 0;
        if (views.Pairs > 1)
        {
            double factor = 0.5 * _uniformityWeight;
            value += factor * _uniformity.Evaluate(views.First, views.FirstGradients, factor * outputs.Scale, outputs.Accumulate);
            value += factor * _uniformity.Evaluate(views.Second, views.SecondGradients, factor * outputs.Scale, outputs.Accumulate);
        }
        else
        {
            DirectOutputs.PutZeros(views.FirstGradients, outputs.Accumulate);
            DirectOutputs.PutZeros(views.SecondGradients, outputs.Accumulate);
        }

        value += _alignmentWeight * _alignment.Evaluate(views, (double)_alignmentWeight * outputs.Scale, _alignmentWeight, outputs.RowValues);
        return new LossResult(value, views.Pairs, RowsWithoutNegatives: views.Pairs == 1 ? 1 : 0, ZeroRows: views.ZeroRows);
    }
}
