namespace RuVector.Training;

/// <summary>One batch: anchors <c>[N, D]</c>, candidates <c>[M, D]</c>, and how they relate.</summary>
/// <remarks>Positives, negatives, proxies, class weights, a memory of past batches and a second tower are all candidates. A labelled batch and a graph have no other candidates than their anchors.</remarks>
public readonly ref struct ContrastiveBatch
{
    /// <summary>Creates a batch of anchors and candidates.</summary>
    /// <param name="anchors">Shape <c>[N, D]</c>.</param>
    /// <param name="candidates">Shape <c>[M, D]</c>.</param>
    /// <param name="relations">Relations of N anchors and M candidates.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public ContrastiveBatch(ReadOnlyMatrixSpan anchors, ReadOnlyMatrixSpan candidates, PairRelations relations)
    {
        ArgumentNullException.ThrowIfNull(relations);
        CheckRows(anchors.Rows, relations.AnchorCount, nameof(anchors));
        CheckRows(candidates.Rows, relations.CandidateCount, nameof(candidates));
        if (anchors.Columns != candidates.Columns && anchors.Rows > 0 && candidates.Rows > 0)
        {
            throw new ArgumentException(
                $"Expected candidates of dimension {anchors.Columns}, as the anchors have, but got shape [{candidates.Rows}, {candidates.Columns}].", nameof(candidates));
        }

        Anchors = anchors;
        Candidates = candidates;
        Relations = relations;
    }

    /// <summary>Creates a batch whose candidates are its anchors.</summary>
    /// <param name="anchors">Shape <c>[N, D]</c>.</param>
    /// <param name="relations">Relations of N anchors and N candidates.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public ContrastiveBatch(ReadOnlyMatrixSpan anchors, PairRelations relations)
        : this(anchors, anchors, relations) => CandidatesAreAnchors = true;

    /// <summary>Gets the anchors, shape <c>[N, D]</c>.</summary>
    public ReadOnlyMatrixSpan Anchors { get; }

    /// <summary>Gets the candidates, shape <c>[M, D]</c>.</summary>
    public ReadOnlyMatrixSpan Candidates { get; }

    /// <summary>Gets how anchors and candidates relate.</summary>
    public PairRelations Relations { get; }

    /// <summary>Gets a value indicating whether the candidates are the anchors, so that one gradient receives both roles.</summary>
    public bool CandidatesAreAnchors { get; }

    /// <summary>Gets the weight of each anchor's terms, <c>[N]</c>, finite and 0 or more; empty means 1 each.</summary>
    public ReadOnlySpan<float> AnchorWeights { get; init; }

    /// <summary>A batch of pairs in which the other positives are the negatives.</summary>
    /// <param name="anchors">Shape <c>[N, D]</c>.</param>
    /// <param name="positives">Shape <c>[N, D]</c>; row i is the positive of anchor i.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static ContrastiveBatch InBatch(ReadOnlyMatrixSpan anchors, ReadOnlyMatrixSpan positives) =>
        new(anchors, positives, PairRelations.InBatch(anchors.Rows));

    /// <summary>A batch in which rows with the same label belong together.</summary>
    /// <param name="embeddings">Shape <c>[N, D]</c>.</param>
    /// <param name="labels">One label a row.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException">There is not one label a row.</exception>
    public static ContrastiveBatch Labelled(ReadOnlyMatrixSpan embeddings, ReadOnlySpan<int> labels) => new(embeddings, PairRelations.FromLabels(labels));

    private static void CheckRows(int rows, int expected, string paramName)
    {
        if (rows != expected)
        {
            throw new ArgumentException($"Expected {expected} {paramName}, as the relations have, but got {rows}.", paramName);
        }
    }
}
