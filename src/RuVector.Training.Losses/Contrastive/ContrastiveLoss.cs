using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Contrastive loss: similar pairs should be near, dissimilar pairs farther apart than a margin.</summary>
/// <remarks>
/// <para><c>L = mean over pairs of max(0, d - m_pos)^2</c> for a similar pair and <c>max(0, m - d)^2</c> for a dissimilar one, without a factor 1/2; or hinges, whose two sides are reduced each alone and then added; or the
/// squares of the hard pairs alone (<see cref="ContrastiveForm"/>).</para>
/// <para>The pairs are those of any relations: positives are similar, negatives dissimilar. Positives that carry values (<see cref="PairRelations.FromScoredPairs"/>, <see cref="PairRelations.FromEdges"/>) are similar for 1
/// and dissimilar for 0. A term is a pair; a labelled batch has every pair twice, once a direction. Rows without any pair have no term and are counted.</para>
/// <para>Hard pairs are found over the whole batch, anchors of weight 0 left out. With no similar pair all dissimilar ones are hard, and the other way round; with one of each they are compared with each other.</para>
/// <para>At distance 0 and at the corner of a hinge the subgradient 0 is taken. Immutable and thread safe. The hinge and the hard form score the batch twice.</para>
/// <para>Source: Hadsell, Chopra, LeCun, "Dimensionality Reduction by Learning an Invariant Mapping", 2006; hinges: pytorch-metric-learning, ContrastiveLoss; hard pairs: sentence-transformers, OnlineContrastiveLoss.</para>
/// </remarks>
public sealed class ContrastiveLoss : ILoss
{
    private readonly ContrastiveForm _form;
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;
    private readonly ContrastiveRow _row;

    /// <summary>Creates the loss with default settings.</summary>
    public ContrastiveLoss()
        : this(new ContrastiveOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ContrastiveLoss(ContrastiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckDefined(options.Form, nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        LossGuard.CheckNonNegative(options.Margin, "margin", nameof(options));
        LossGuard.CheckNonNegative(options.PositiveMargin, "positive margin", nameof(options));
        (_form, _measure, _reduction) = (options.Form, Distance.Check(options.Measure, nameof(options)), options.Reduction);
        _row = new ContrastiveRow(options);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A pair carries a value other than 0 and 1.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.RequireRelations(batch);
        CheckValues(batch);
        return _form switch
        {
            ContrastiveForm.Hinge when _reduction == Reduction.Mean => EvaluateSides(batch, outputs),
            ContrastiveForm.OnlineHard => EvaluateHard(batch, outputs),
            _ => ScoreEngine.Evaluate(batch, outputs, _row, _measure, _reduction),
        };
    }

    private static void CheckValues(in ContrastiveBatch batch)
    {
        for (int row = 0; row < batch.Relations.RowCount; row++)
        {
            foreach (float value in batch.Relations.GetRow(row).PositiveValues)
            {
                if (value is not (0 or 1))
                {
                    throw new ArgumentException(FormattableString.Invariant($"Expected 1 for a similar and 0 for a dissimilar pair, but row {row} has {value}."), nameof(batch));
                }
            }
        }
    }

    private LossResult EvaluateSides(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        PairSums sums = Look(batch, outputs, wantsExtremes: false).Sums;
        (double similar, double dissimilar) = (Inverse(sums.SimilarTerms), Inverse(sums.DissimilarTerms));
        ContrastiveRow row = _row with { SimilarFactor = similar, DissimilarFactor = dissimilar };
        LossResult result = ScoreEngine.Evaluate(batch, outputs, row, _measure, Reduction.Sum);
        return result with { Value = (similar * sums.Similar) + (dissimilar * sums.Dissimilar) };
    }

    private LossResult EvaluateHard(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        PairVisitor seen = Look(batch, outputs, wantsExtremes: true);
        ContrastiveRow row = _row with { FarthestSimilar = seen.FarthestSimilar, NearestDissimilar = seen.NearestDissimilar };
        return ScoreEngine.Evaluate(batch, outputs, row, _measure, _reduction);
    }

    /// <summary>Looks at all pairs once; what an evaluation refuses is refused here, since a visit would leave it out.</summary>
    private PairVisitor Look(in ContrastiveBatch batch, in LossOutputs outputs, bool wantsExtremes)
    {
        BatchGuard.Check(batch, outputs);
        PairVisitor visitor = new(_row, batch.AnchorWeights, wantsExtremes);
        ScoreEngine.Visit(new MiningRequest(batch.Anchors, batch.Candidates, batch.Relations, negativesPerAnchor: 0), _measure, ref visitor);
        return visitor;
    }

    private static double Inverse(double count) => count == 0 ? 0 : 1 / count;
}
