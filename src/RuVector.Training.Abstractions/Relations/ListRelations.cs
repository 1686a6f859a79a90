using System.Runtime.InteropServices;

namespace RuVector.Training;

/// <summary>Positives and negatives as explicit lists; memory in proportion to the listed pairs.</summary>
internal sealed class ListRelations : PairRelations
{
    private readonly int[]? _rowAnchors;
    private readonly IndexLists _positives;
    private readonly IndexLists _negatives;
    private readonly bool _selfCompared;

    public ListRelations(int candidateCount, IndexLists positives, IndexLists negatives)
        : this(positives?.Count ?? 0, candidateCount, null, positives!, negatives, selfCompared: false)
    {
    }

    private ListRelations(int anchorCount, int candidateCount, int[]? rowAnchors, IndexLists positives, IndexLists negatives, bool selfCompared)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        ArgumentOutOfRangeException.ThrowIfNegative(anchorCount);
        ArgumentOutOfRangeException.ThrowIfNegative(candidateCount);
        if (positives.Count != negatives.Count)
        {
            throw new ArgumentException($"Expected as many rows of negatives as of positives, {positives.Count}, but got {negatives.Count}.", nameof(negatives));
        }

        CheckBelow(positives, candidateCount, nameof(positives));
        CheckBelow(negatives, candidateCount, nameof(negatives));
        CheckDisjoint(positives, negatives);
        (AnchorCount, CandidateCount, _rowAnchors, _positives, _negatives, _selfCompared) = (anchorCount, candidateCount, rowAnchors, positives, negatives, selfCompared);
    }

    public override int RowCount => _positives.Count;

    public override int AnchorCount { get; }

    public override int CandidateCount { get; }

    public static ListRelations OfTriplets(int anchorCount, int candidateCount, ReadOnlySpan<Triplet> triplets)
    {
        for (int i = 0; i < triplets.Length; i++)
        {
            CheckIndex(triplets[i].Anchor, anchorCount, "anchor of triplet", i, nameof(triplets));
            CheckIndex(triplets[i].Positive, candidateCount, "positive of triplet", i, nameof(triplets));
            CheckIndex(triplets[i].Negative, candidateCount, "negative of triplet", i, nameof(triplets));
            if (triplets[i].Positive == triplets[i].Negative)
            {
                throw new ArgumentException($"Expected a positive and another candidate as negative, but triplet {i} has {triplets[i].Positive} twice.", nameof(triplets));
            }
        }

        return OfSortedTriplets(anchorCount, candidateCount, [.. triplets.ToArray().OrderBy(static t => (t.Anchor, t.Positive, t.Negative))]);
    }

    public static ListRelations OfEdges(int nodeCount, ReadOnlySpan<Edge> edges)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodeCount);
        SortedDictionary<(int Low, int High), float> weights = [];
        for (int i = 0; i < edges.Length; i++)
        {
            (int first, int second, float weight) = edges[i];
            CheckIndex(first, nodeCount, "end of edge", i, nameof(edges));
            CheckIndex(second, nodeCount, "end of edge", i, nameof(edges));
            if (first == second)
            {
                throw new ArgumentException($"Expected an edge between two different nodes, but edge {i} joins node {first} with itself.", nameof(edges));
            }

            if (!float.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException(FormattableString.Invariant($"Expected finite edge weights of 0 or more, but edge {i} has {weight}."), nameof(edges));
            }

            (int, int) key = (Math.Min(first, second), Math.Max(first, second));
            weights[key] = weights.GetValueOrDefault(key) + weight;
        }

        return OfSorted(nodeCount, nodeCount, weights.Select(static e => (e.Key.Low, e.Key.High, e.Value)), selfCompared: true);
    }

    public static ListRelations OfScoredPairs(int anchorCount, int candidateCount, ReadOnlySpan<ScoredPair> pairs)
    {
        for (int i = 0; i < pairs.Length; i++)
        {
            CheckIndex(pairs[i].Anchor, anchorCount, "anchor of pair", i, nameof(pairs));
            CheckIndex(pairs[i].Candidate, candidateCount, "candidate of pair", i, nameof(pairs));
        }

        return OfSorted(anchorCount, candidateCount, pairs.ToArray().OrderBy(static p => p.Anchor).Select(static p => (p.Anchor, p.Candidate, p.Score)), selfCompared: false);
    }

    public static ListRelations OfMined(PairRelations relations, MinedNegatives mined)
    {
        ArgumentNullException.ThrowIfNull(mined);
        CheckRows(relations, mined.RowCount, "negatives", nameof(mined));
        int[] anchors = new int[relations.RowCount];
        IndexLists positives = new();
        IndexLists negatives = new();
        for (int row = 0; row < anchors.Length; row++)
        {
            CheckMined(relations, row, mined.IndicesOf(row), PairKind.Negative, nameof(mined));
            RelationRow relation = relations.GetRow(row);
            anchors[row] = relation.Anchor;
            AddPositives(positives, relation);
            negatives.AddRow(mined.IndicesOf(row));
        }

        return new(relations.AnchorCount, relations.CandidateCount, anchors, positives, negatives, selfCompared: false);
    }

    public static ListRelations OfMined(PairRelations relations, MinedPairs mined)
    {
        ArgumentNullException.ThrowIfNull(mined);
        CheckRows(relations, mined.Positives.Count, "positives", nameof(mined));
        CheckRows(relations, mined.Negatives.Count, "negatives", nameof(mined));
        int[] anchors = new int[relations.RowCount];
        IndexLists positives = new();
        IndexLists negatives = new();
        for (int row = 0; row < anchors.Length; row++)
        {
            CheckMined(relations, row, mined.Positives[row], PairKind.Positive, nameof(mined));
            CheckMined(relations, row, mined.Negatives[row], PairKind.Negative, nameof(mined));
            anchors[row] = relations.GetRow(row).Anchor;
            positives.AddRow(mined.Positives[row]);
            negatives.AddRow(mined.Negatives[row]);
        }

        return new(relations.AnchorCount, relations.CandidateCount, anchors, positives, negatives, selfCompared: false);
    }

    public override RelationRow GetRow(int row)
    {
        MatrixShape.CheckRow(row, RowCount);
        int anchor = _rowAnchors is null ? row : _rowAnchors[row];
        return new RelationRow
        {
            Anchor = anchor,
            Self = _selfCompared ? anchor : -1,
            Positives = _positives[row],
            PositiveValues = _positives.ValuesOf(row),
            Negatives = _negatives[row],
            NegativeValues = _negatives.ValuesOf(row),
        };
    }

    private static ListRelations OfSortedTriplets(int anchorCount, int candidateCount, Triplet[] sorted)
    {
        List<int> anchors = [];
        IndexLists positives = new();
        IndexLists negatives = new();
        List<int> group = [];
        for (int i = 0; i < sorted.Length; i++)
        {
            group.Add(sorted[i].Negative);
            if (i + 1 == sorted.Length || (sorted[i].Anchor, sorted[i].Positive) != (sorted[i + 1].Anchor, sorted[i + 1].Positive))
            {
                anchors.Add(sorted[i].Anchor);
                positives.AddRow([sorted[i].Positive]);
                negatives.AddRow(CollectionsMarshal.AsSpan(group));
                group.Clear();
            }
        }

        return new(anchorCount, candidateCount, anchors.ToArray(), positives, negatives, selfCompared: false);
    }

    private static ListRelations OfSorted(int anchorCount, int candidateCount, IEnumerable<(int Anchor, int Candidate, float Value)> sorted, bool selfCompared)
    {
        IndexLists positives = new();
        IndexLists negatives = new();
        List<int> candidates = [];
        List<float> values = [];
        foreach ((int anchor, int candidate, float value) in sorted)
        {
            CloseRowsBefore(anchor);
            candidates.Add(candidate);
            values.Add(value);
        }

        CloseRowsBefore(anchorCount);
        return new(anchorCount, candidateCount, null, positives, negatives, selfCompared);

        void CloseRowsBefore(int anchor)
        {
            while (positives.Count < anchor)
            {
                positives.AddRow(CollectionsMarshal.AsSpan(candidates), CollectionsMarshal.AsSpan(values));
                negatives.AddRow([]);
                candidates.Clear();
                values.Clear();
            }
        }
    }

    private static void AddPositives(IndexLists positives, RelationRow relation)
    {
        List<int> kept = [];
        List<float> values = [];
        for (int i = 0; i < relation.Positives.Length; i++)
        {
            int candidate = relation.Positives[i];
            if (candidate != relation.Self && relation.Ignored.BinarySearch(candidate) < 0)
            {
                kept.Add(candidate);
                if (!relation.PositiveValues.IsEmpty)
                {
                    values.Add(relation.PositiveValues[i]);
                }
            }
        }

        if (values.Count > 0)
        {
            positives.AddRow(CollectionsMarshal.AsSpan(kept), CollectionsMarshal.AsSpan(values));
        }
        else
        {
            positives.AddRow(CollectionsMarshal.AsSpan(kept));
        }
    }

    private static void CheckRows(PairRelations relations, int rows, string what, string paramName)
    {
        if (rows != relations.RowCount)
        {
            throw new ArgumentException($"Expected mined {what} for {relations.RowCount} rows, but got {rows}.", paramName);
        }
    }

    private static void CheckMined(PairRelations relations, int row, ReadOnlySpan<int> candidates, PairKind kind, string paramName)
    {
        foreach (int candidate in candidates)
        {
            if (relations.KindOf(row, candidate) != kind)
            {
                string name = kind == PairKind.Positive ? "positive" : "negative";
                throw new ArgumentException($"Expected mined candidates to be {name}s, but candidate {candidate} is not a {name} of row {row}.", paramName);
            }
        }
    }

    private static void CheckBelow(IndexLists lists, int count, string paramName)
    {
        for (int row = 0; row < lists.Count; row++)
        {
            ReadOnlySpan<int> indices = lists[row];
            if (indices.Length > 0 && indices[^1] >= count)
            {
                throw new ArgumentException($"Expected candidates from 0 to {count - 1}, but row {row} has {indices[^1]}.", paramName);
            }
        }
    }

    private static void CheckDisjoint(IndexLists positives, IndexLists negatives)
    {
        for (int row = 0; row < positives.Count; row++)
        {
            foreach (int candidate in positives[row])
            {
                if (negatives[row].BinarySearch(candidate) >= 0)
                {
                    throw new ArgumentException($"Expected a candidate to be positive or negative, but candidate {candidate} is both in row {row}.", nameof(negatives));
                }
            }
        }
    }

    private static void CheckIndex(int index, int count, string what, int number, string paramName)
    {
        if ((uint)index >= (uint)count)
        {
            throw new ArgumentException($"Expected the {what} {number} to be from 0 to {count - 1}, but got {index}.", paramName);
        }
    }
}
