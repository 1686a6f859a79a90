using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Cosine similarity regression: the cosine of a pair should be its label.</summary>
/// <remarks>
/// <para><c>L = mean over pairs of (cos(a, c) - y)^2</c>.</para>
/// <para>The batch comes from <see cref="PairRelations.FromScoredPairs"/>, with labels as scores; any finite label is taken, [-1, 1] can be reached. A term is a pair; the row value of an anchor is the sum over its pairs.
/// An anchor without a pair has no term and is counted as one without positives. A zero vector has cosine 0 and gradient exactly 0. Immutable and thread safe.</para>
/// <para>Source: Reimers and Gurevych, "Sentence-BERT", 2019, regression objective.</para>
/// </remarks>
public sealed class CosineSimilarityLoss : ILoss
{
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public CosineSimilarityLoss()
        : this(new CosineSimilarityOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public CosineSimilarityLoss(CosineSimilarityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _reduction = options.Reduction;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A pair has no score, or there are negatives.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.RequireRelations(batch);
        ScoredRelations.Check(batch, takesNegatives: false);
        return ScoreEngine.Evaluate(batch, outputs, default(CosineSimilarityRow), ScoreMeasure.Cosine, _reduction);
    }
}
