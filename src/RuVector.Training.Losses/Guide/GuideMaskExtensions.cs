using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Leaves out negatives that another model, the guide, takes for positives.</summary>
public static class GuideMaskExtensions
{
    /// <summary>The same relations, without the negatives that the guide scores too near to the anchor.</summary>
    /// <remarks>
    /// <para>A negative n of a row is left out when <c>s_n &gt; s_pos - max(a, |s_pos| r)</c>: s the guide's score with the row's anchor, s_pos that of the row's lowest positive, a and r the margins. A score
    /// equal to the threshold stays. Positives are never left out, the anchor itself always is where it is a candidate. A row without positives has no threshold and keeps all its negatives.</para>
    /// <para>Scores are computed a tile of rows at a time; memory is linear in anchors, candidates and ignored pairs. They are float32: negatives within about 1e-7 of the threshold may fall on either side.
    /// A zero vector has cosine 0. What the relations ignore already stays ignored and takes no part in s_pos.</para>
    /// <para>Only pairs of an anchor and a candidate of the relations are looked at. In a symmetric loss both directions leave out the same pairs. Thread safe.</para>
    /// <para>Source: Solatorio, "GISTEmbed: Guided in-sample selection of training negatives for text embedding fine-tuning", 2024; margins as the GISTEmbedLoss of sentence-transformers.</para>
    /// </remarks>
    /// <param name="relations">Which pairs there are.</param>
    /// <param name="guideAnchors">The guide's embeddings of the anchors, <c>[N, G]</c>; G may differ from the dimension that is trained.</param>
    /// <param name="guideCandidates">The guide's embeddings of the candidates, <c>[M, G]</c>; the same matrix again where the candidates are the anchors.</param>
    /// <param name="options">The settings; <see langword="null"/> for the default ones.</param>
    /// <returns>The relations; nothing of the embeddings is kept.</returns>
    /// <exception cref="ArgumentException">The embeddings do not fit the relations or each other, or a score is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    /// <exception cref="NonFiniteValueException">An embedding holds NaN or an infinity.</exception>
    public static PairRelations IgnoringByGuide(
        this PairRelations relations, ReadOnlyMatrixSpan guideAnchors, ReadOnlyMatrixSpan guideCandidates, GuideMaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(relations);
        options ??= new GuideMaskOptions();
        LossGuard.CheckSimilarity(options.Measure, "a guide", nameof(options));
        float absoluteMargin = LossGuard.CheckNonNegative(options.AbsoluteMargin, "absolute margin", nameof(options));
        float relativeMargin = LossGuard.CheckNonNegative(options.RelativeMargin, "relative margin", nameof(options));
        CheckShapes(relations, guideAnchors, guideCandidates);
        FiniteRows.Require(guideAnchors, nameof(guideAnchors));
        FiniteRows.Require(guideCandidates, nameof(guideCandidates));

        IndexLists ignored = new();
        GuideVisitor visitor = new(absoluteMargin, relativeMargin, ignored);
        ScoreEngine.Visit(new MiningRequest(guideAnchors, guideCandidates, relations, negativesPerAnchor: 0), options.Measure, ref visitor);
        return relations.Ignoring(ignored);
    }

    private static void CheckShapes(PairRelations relations, ReadOnlyMatrixSpan guideAnchors, ReadOnlyMatrixSpan guideCandidates)
    {
        if (guideAnchors.Rows != relations.AnchorCount)
        {
            throw new ArgumentException($"Expected guide embeddings of {relations.AnchorCount} anchors, as the relations have, but got {guideAnchors.Rows}.", nameof(guideAnchors));
        }

        if (guideCandidates.Rows != relations.CandidateCount)
        {
            throw new ArgumentException($"Expected guide embeddings of {relations.CandidateCount} candidates, as the relations have, but got {guideCandidates.Rows}.", nameof(guideCandidates));
        }

        if (guideAnchors.Columns != guideCandidates.Columns && guideAnchors.Rows > 0 && guideCandidates.Rows > 0)
        {
            throw new ArgumentException(
                $"Expected guide embeddings of dimension {guideAnchors.Columns} for the candidates, as the anchors have, but got {guideCandidates.Columns}.", nameof(guideCandidates));
        }
    }
}
