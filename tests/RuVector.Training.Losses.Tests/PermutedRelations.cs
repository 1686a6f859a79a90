namespace RuVector.Training.Losses.Tests;

/// <summary>The same relations over anchors in another order; candidates that belong to the anchors (or are the anchors) move with them.</summary>
internal sealed class PermutedRelations : PairRelations
{
    private readonly PairRelations _inner;
    private readonly (int Inner, int Anchor)[] _rows;
    private readonly int[] _candidatePositions;

    private PermutedRelations(PairRelations inner, int[] anchors, int[] candidates)
    {
        _inner = inner;
        _candidatePositions = Inverse(candidates);
        int[] anchorPositions = Inverse(anchors);
        _rows = [.. Enumerable.Range(0, inner.RowCount).Select(row => (row, anchorPositions[inner.GetRow(row).Anchor])).OrderBy(static row => row.Item2).ThenBy(static row => row.row)];
    }

    public override int RowCount => _inner.RowCount;

    public override int AnchorCount => _inner.AnchorCount;

    public override int CandidateCount => _inner.CandidateCount;

    public override IndexRange SharedNegatives => _inner.SharedNegatives;

    /// <summary>For each row, the row that it was before; a graph has none, because an edge belongs to its lower end.</summary>
    public IEnumerable<int> RowOrder => _rows.Select(static row => row.Inner);

    /// <summary>A random order of the anchors.</summary>
    public static int[] Order(int count, int seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(order);
        return order;
    }

    /// <summary>Row i of the result is about anchor <c>order[i]</c>.</summary>
    /// <returns>The relations, and the order of the candidates.</returns>
    public static (PairRelations Relations, int[] Candidates) Of(PairRelations relations, int[] order, bool oneMatrix)
    {
        int[] candidates = [.. Enumerable.Range(0, relations.CandidateCount)];
        IndexRange shared = relations.SharedNegatives;
        int anchors = order.Length;
        bool sharedStay = shared.Count == 0 || shared.Start >= anchors || (shared.Start == 0 && shared.End >= anchors);
        if (oneMatrix || (sharedStay && candidates.Length >= anchors))
        {
            order.CopyTo(candidates, 0);
        }

        return (IsGraph(relations) ? Graph(relations, Inverse(order)) : new PermutedRelations(relations, order, candidates), candidates);
    }

    /// <summary>Copies rows of a matrix in another order.</summary>
    public static void Reorder(float[,] from, float[,] to, int[] order)
    {
        float[,] source = (float[,])from.Clone();
        for (int row = 0; row < order.Length; row++)
        {
            ((MatrixSpan)source)[order[row]].CopyTo(((MatrixSpan)to)[row]);
        }
    }

    public static float[] Rows(float[,] matrix) => [.. matrix.Cast<float>()];

    public static double[] Doubles(float[,] matrix, int[] order) =>
        [.. order.SelectMany(row => Enumerable.Range(0, matrix.GetLength(1)).Select(column => (double)matrix[row, column]))];

    public override RelationRow GetRow(int row)
    {
        RelationRow inner = _inner.GetRow(_rows[row].Inner);
        (int[] positives, float[] values) = Moved(inner.Positives, inner.PositiveValues);
        (int[] negatives, float[] negativeValues) = Moved([.. inner.Negatives, .. Enumerable.Range(inner.OwnNegatives.Start, inner.OwnNegatives.Count)], inner.NegativeValues);
        return new RelationRow
        {
            Anchor = _rows[row].Anchor,
            Self = inner.Self < 0 ? -1 : _candidatePositions[inner.Self],
            Positives = positives,
            PositiveValues = values,
            Negatives = negatives,
            NegativeValues = negativeValues,
            Ignored = Moved(inner.Ignored, []).Indices,
        };
    }

    public static bool IsGraph(PairRelations relations) => relations.SharedNegatives.Count == 0
        && Enumerable.Range(0, relations.RowCount).All(row => relations.GetRow(row) is { Negatives.IsEmpty: true, OwnNegatives.Count: 0 } edges
            && edges.PositiveValues.Length == edges.Positives.Length && (edges.Positives.IsEmpty || edges.Positives[0] > edges.Anchor));

    private static PairRelations Graph(PairRelations relations, int[] positions)
    {
        List<Edge> edges = [];
        for (int row = 0; row < relations.RowCount; row++)
        {
            RelationRow relation = relations.GetRow(row);
            for (int i = 0; i < relation.Positives.Length; i++)
            {
                edges.Add(new(positions[relation.Anchor], positions[relation.Positives[i]], relation.PositiveValues[i]));
            }
        }

        return FromEdges(relations.AnchorCount, [.. edges]);
    }

    private static int[] Inverse(int[] order)
    {
        int[] inverse = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            inverse[order[i]] = i;
        }

        return inverse;
    }

    private (int[] Indices, float[] Values) Moved(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        int[] moved = Array.ConvertAll(indices.ToArray(), candidate => _candidatePositions[candidate]);
        float[] movedValues = values.ToArray();
        if (movedValues.Length == moved.Length)
        {
            Array.Sort(moved, movedValues);
        }
        else
        {
            Array.Sort(moved);
        }

        return (moved, movedValues);
    }
}
