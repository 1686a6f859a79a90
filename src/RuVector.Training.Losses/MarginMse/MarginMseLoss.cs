using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Margin MSE: the gap between a positive and a negative should be the teacher's gap.</summary>
/// <remarks>
/// <para><c>L = mean over (a, p, n) of ((s_ap - s_an) - (t_ap - t_an))^2</c>, s the dot product or the cosine, t the teacher's score.</para>
/// <para>The batch comes from <see cref="PairRelations.FromLists"/> with the teacher's scores as values of both lists. A term is an (anchor, positive, negative); the row value is the sum of the row's terms.
/// Anchors without a positive or a negative have none and are counted. Under the cosine a zero vector has score 0 and gradient exactly 0. Immutable and thread safe.</para>
/// <para>Source: Hofstätter et al., "Improving Efficient Neural Ranking Models with Cross-Architecture Knowledge Distillation", 2020.</para>
/// </remarks>
public sealed class MarginMseLoss : ILoss
{
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public MarginMseLoss()
        : this(new MarginMseOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public MarginMseLoss(MarginMseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckSimilarity(options.Measure, "margin MSE", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        (_measure, _reduction) = (options.Measure, options.Reduction);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A pair has no teacher's score.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.RequireRelations(batch);
        ScoredRelations.Check(batch, takesNegatives: true);
        return ScoreEngine.Evaluate(batch, outputs, new MarginMseRow(batch.Relations), _measure, _reduction);
    }
}
