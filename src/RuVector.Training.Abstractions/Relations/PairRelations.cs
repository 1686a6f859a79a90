namespace RuVector.Training;

/// <summary>Which candidates are positives and which are negatives of which anchor: the knowledge that losses and miners share.</summary>
/// <remarks>
/// <para>Relations have rows; a row belongs to one anchor. In paired and labelled batches row i is anchor i; triplets and weighted lists may have several rows an anchor, in ascending order of the anchor.</para>
/// <para>The built-in relations are immutable once built and safe for concurrent use. Memory is linear in rows plus candidates plus listed pairs, never rows times candidates.</para>
/// <para>To bring relations of your own, derive from this class; a row must follow the rules of <see cref="RelationRow"/>.</para>
/// </remarks>
public abstract class PairRelations
{
    /// <summary>Gets the number of rows: of terms that a loss may have.</summary>
    public abstract int RowCount { get; }

    /// <summary>Gets the number of rows of the anchor matrix.</summary>
    public abstract int AnchorCount { get; }

    /// <summary>Gets the number of rows of the candidate matrix.</summary>
    public abstract int CandidateCount { get; }

    /// <summary>Gets the candidates that are negatives of every row, unless the row says otherwise.</summary>
    /// <remarks>The engine computes the scores of these candidates for all anchors as one matrix product; everything else is computed only where it is listed.</remarks>
    public virtual IndexRange SharedNegatives => default;

    /// <summary>Gets one row.</summary>
    /// <param name="row">The row, from 0 to <see cref="RowCount"/> - 1.</param>
    /// <returns>The row; its spans stay valid as long as the relations are not changed.</returns>
    public abstract RelationRow GetRow(int row);

    /// <summary>Tells what a candidate is to the anchor of a row.</summary>
    /// <param name="row">The row, from 0 to <see cref="RowCount"/> - 1.</param>
    /// <param name="candidate">The candidate, from 0 to <see cref="CandidateCount"/> - 1.</param>
    /// <returns>The kind of the pair.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or candidate.</exception>
    public PairKind KindOf(int row, int candidate)
    {
        RelationRow relation = GetRow(row);
        if ((uint)candidate >= (uint)CandidateCount)
        {
            throw new ArgumentOutOfRangeException(nameof(candidate), candidate, $"Expected a candidate from 0 to {CandidateCount - 1}, but got {candidate}.");
        }

        if (candidate == relation.Self || relation.Ignored.BinarySearch(candidate) >= 0)
        {
            return PairKind.Ignored;
        }

        if (relation.Positives.BinarySearch(candidate) >= 0)
        {
            return PairKind.Positive;
        }

        bool isNegative = SharedNegatives.Contains(candidate) || relation.OwnNegatives.Contains(candidate) || relation.Negatives.BinarySearch(candidate) >= 0;
        return isNegative ? PairKind.Negative : PairKind.None;
    }

    /// <summary>In-batch negatives: candidate i is the positive of anchor i and a negative of every other anchor.</summary>
    /// <param name="count">Number of anchors and of candidates.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static PairRelations InBatch(int count) => Paired(new PairedLayout(count) { InBatchNegatives = true });

    /// <summary>Pairs with own, shared and in-batch negatives.</summary>
    /// <param name="layout">The layout of the candidate matrix.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size of the layout is out of its range.</exception>
    public static PairRelations Paired(PairedLayout layout) => new PairedRelations(layout);

    /// <summary>Pairs with a different number of own negatives for each anchor, as a miner returns them.</summary>
    /// <remarks>The candidate matrix holds the positives (one an anchor), then the own negatives (those of anchor 0 first).</remarks>
    /// <param name="ownNegatives">Number of own negatives of each anchor, 0 or more; as many numbers as anchors.</param>
    /// <param name="inBatchNegatives">Whether the positives of the other anchors are negatives.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static PairRelations Paired(ReadOnlySpan<int> ownNegatives, bool inBatchNegatives = false) => new PairedRelations(ownNegatives, inBatchNegatives);

    /// <summary>Labelled rows compared with each other: rows with the same label are positives, rows with another label negatives, the row itself neither.</summary>
    /// <param name="labels">Label of each row; any integers.</param>
    /// <returns>The relations of a batch whose candidates are its anchors.</returns>
    public static PairRelations FromLabels(ReadOnlySpan<int> labels) => new LabelRelations(labels, labels, anchorsComeFirst: true);

    /// <summary>Labelled anchors against labelled candidates: proxies, class weights, or a memory of past batches.</summary>
    /// <param name="anchorLabels">Label of each anchor.</param>
    /// <param name="candidateLabels">Label of each candidate.</param>
    /// <param name="anchorsComeFirst">Whether the first candidates are the anchors themselves, as in a batch followed by a cross-batch memory; anchor i then leaves candidate i out.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentException">The anchors are said to come first, but there are fewer candidates than anchors.</exception>
    public static PairRelations FromLabels(ReadOnlySpan<int> anchorLabels, ReadOnlySpan<int> candidateLabels, bool anchorsComeFirst = false) =>
        new LabelRelations(anchorLabels, candidateLabels, anchorsComeFirst);

    /// <summary>Explicit positives and negatives for each anchor.</summary>
    /// <param name="candidateCount">Number of candidates.</param>
    /// <param name="positives">Positives of each anchor, with values if wanted; a row for each anchor.</param>
    /// <param name="negatives">Negatives of each anchor, with values if wanted; a row for each anchor.</param>
    /// <returns>The relations; they read the lists, which must not change while the relations are in use.</returns>
    /// <exception cref="ArgumentException">The lists differ in their number of rows, a candidate is positive and negative for the same anchor, or an index is not below <paramref name="candidateCount"/>.</exception>
    public static PairRelations FromLists(int candidateCount, IndexLists positives, IndexLists negatives) =>
        new ListRelations(candidateCount, positives, negatives);

    /// <summary>Triplets: one row for each different (anchor, positive), with all its negatives.</summary>
    /// <param name="anchorCount">Number of anchors.</param>
    /// <param name="candidateCount">Number of candidates.</param>
    /// <param name="triplets">The triplets, in any order; repeated ones count once.</param>
    /// <returns>The relations, rows in ascending order of (anchor, positive).</returns>
    /// <exception cref="ArgumentException">An index is out of range, or a triplet's positive is its negative.</exception>
    public static PairRelations FromTriplets(int anchorCount, int candidateCount, ReadOnlySpan<Triplet> triplets) =>
        ListRelations.OfTriplets(anchorCount, candidateCount, triplets);

    /// <summary>An undirected weighted graph over the rows of one matrix; list each edge once.</summary>
    /// <remarks>Row i holds, as positives with their weights, the edges whose lower end is i. Weights of repeated edges are added.</remarks>
    /// <param name="nodeCount">Number of rows of the matrix.</param>
    /// <param name="edges">The edges.</param>
    /// <returns>The relations of a batch whose candidates are its anchors.</returns>
    /// <exception cref="ArgumentException">An end is out of range, an edge joins a node with itself, or a weight is negative or not finite.</exception>
    public static PairRelations FromEdges(int nodeCount, ReadOnlySpan<Edge> edges) => ListRelations.OfEdges(nodeCount, edges);

    /// <summary>Pairs with graded scores, for regression, ranking and distillation losses.</summary>
    /// <remarks>Row i holds, as positives with their scores as values, the pairs of anchor i.</remarks>
    /// <param name="anchorCount">Number of anchors.</param>
    /// <param name="candidateCount">Number of candidates.</param>
    /// <param name="pairs">The pairs, in any order, each (anchor, candidate) once.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentException">An index is out of range, a pair occurs twice, or a score is not finite.</exception>
    public static PairRelations FromScoredPairs(int anchorCount, int candidateCount, ReadOnlySpan<ScoredPair> pairs) =>
        ListRelations.OfScoredPairs(anchorCount, candidateCount, pairs);

    /// <summary>Rows without any pair, for losses that look at the anchors alone.</summary>
    /// <param name="count">Number of anchors.</param>
    /// <returns>The relations of a batch whose candidates are its anchors.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static PairRelations None(int count) => new UnrelatedRows(count);

    /// <summary>The same positives, with the negatives that a miner chose in place of all others.</summary>
    /// <param name="mined">The chosen negatives, a row for each row of these relations.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentException"><paramref name="mined"/> has another number of rows, or names a candidate that is not a negative here.</exception>
    public PairRelations WithNegatives(MinedNegatives mined) => ListRelations.OfMined(this, mined);

    /// <summary>The pairs that a miner chose, in place of all others.</summary>
    /// <param name="mined">The chosen positives and negatives, a row for each row of these relations; their scores are not values of the pairs.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentException"><paramref name="mined"/> has another number of rows, or names a candidate that is not of its kind here.</exception>
    public PairRelations WithPairs(MinedPairs mined) => ListRelations.OfMined(this, mined);

    /// <summary>The same pairs, with a row for each (anchor, positive), so that a miner chooses for each positive; the other positives of the anchor are ignored in it.</summary>
    /// <remarks>Rows are in the order of these, then of the positive; a row without a positive gives none. Memory is linear in the sum over rows of the square of the number of positives.</remarks>
    /// <returns>The relations; they read these.</returns>
    public PairRelations PerPositive() => new PositiveRows(this);

    /// <summary>The same relations, with some pairs left out: answers known to be right, or doubtful ones.</summary>
    /// <remarks>What the relations ignore already stays ignored, so that masks can be put one on another.</remarks>
    /// <param name="ignored">For each row, the candidates that are neither positive nor negative from now on.</param>
    /// <returns>The relations; they read the lists, which must not change while the relations are in use.</returns>
    /// <exception cref="ArgumentException"><paramref name="ignored"/> has another number of rows, or names a candidate that does not exist.</exception>
    public PairRelations Ignoring(IndexLists ignored) => new MaskedRelations(this, ignored);

    /// <summary>The same relations, without the negatives that have the key of the anchor or of one of its positives: they are no negatives in truth.</summary>
    /// <remarks>
    /// <para>A key is the id of a thing or the number of a group; anchors and candidates with the same key stand for the same. Positives are never left out, and count with their key even where another mask
    /// ignores them: the order of masks does not matter. Only negatives of the row are listed, so that <see cref="LossResult.MaskedPairs"/> counts each of them.</para>
    /// <para>Memory is linear in anchors, candidates and ignored pairs; time as well, in pairs with a common key.</para>
    /// </remarks>
    /// <param name="anchorKeys">Key of each anchor.</param>
    /// <param name="candidateKeys">Key of each candidate.</param>
    /// <param name="noKey">The number that stands for having no key: it is equal to nothing, not to itself either. By default every number is a key.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentException">There is not one key for each anchor, or not one for each candidate.</exception>
    public PairRelations IgnoringSameKey(ReadOnlySpan<long> anchorKeys, ReadOnlySpan<long> candidateKeys, long? noKey = null)
    {
        if (anchorKeys.Length != AnchorCount)
        {
            throw new ArgumentException($"Expected {AnchorCount} anchor keys, one for each anchor, but got {anchorKeys.Length}.", nameof(anchorKeys));
        }

        return Ignoring(SameKeyMask.Of(this, anchorKeys, candidateKeys, noKey));
    }

    /// <summary>The same relations, without the negatives that have the key of one of the positives; for keys that anchors have not, such as the ids of documents.</summary>
    /// <remarks>As the form with anchor keys, for anchors without a key. An anchor that is a candidate itself, as in a labelled batch, has the key of that candidate.</remarks>
    /// <param name="candidateKeys">Key of each candidate.</param>
    /// <param name="noKey">The number that stands for having no key: it is equal to nothing, not to itself either. By default every number is a key.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentException">There is not one key for each candidate.</exception>
    public PairRelations IgnoringSameKey(ReadOnlySpan<long> candidateKeys, long? noKey = null) => Ignoring(SameKeyMask.Of(this, [], candidateKeys, noKey));

    /// <summary>The same relations, with each thing once among the negatives of a row: of those with the same key only the first stays.</summary>
    /// <remarks>
    /// <para>The first of the shared negatives, then of the own and listed ones. A candidate that is positive, ignored or the anchor in a row still stands for its key there, so that no repetition of it takes its
    /// place: put <see cref="IgnoringSameKey(ReadOnlySpan{long}, ReadOnlySpan{long}, long?)"/> on as well, in any order, and neither the thing itself nor a repetition of it is a negative.</para>
    /// <para>Memory is linear in anchors, candidates and ignored pairs.</para>
    /// </remarks>
    /// <param name="candidateKeys">Key of each candidate: the id of a document, or a hash of its content.</param>
    /// <param name="noKey">The number that stands for having no key: it is equal to nothing. By default every number is a key.</param>
    /// <returns>The relations.</returns>
    /// <exception cref="ArgumentException">There is not one key for each candidate.</exception>
    public PairRelations IgnoringDuplicates(ReadOnlySpan<long> candidateKeys, long? noKey = null) => Ignoring(DuplicateMask.Of(this, candidateKeys, noKey));
}
