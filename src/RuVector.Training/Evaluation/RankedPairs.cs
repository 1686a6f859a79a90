namespace RuVector.Training.Evaluation;

/// <summary>Every candidate is ranked in every row: the gold ones are positives, the ignored ones are left out, all others are negatives.</summary>
internal sealed class RankedPairs : PairRelations
{
    private readonly IndexLists _gold;
    private readonly IndexLists? _ignored;
    private readonly bool _candidatesAreAnchors;

    public RankedPairs(int candidateCount, IndexLists gold, IndexLists? ignored, bool candidatesAreAnchors)
    {
        CheckLists(candidateCount, gold, ignored);
        (CandidateCount, _gold, _ignored, _candidatesAreAnchors) = (candidateCount, gold, ignored, candidatesAreAnchors);
    }

    public override int RowCount => _gold.Count;

    public override int AnchorCount => _gold.Count;

    public override int CandidateCount { get; }

    public override IndexRange SharedNegatives => new(0, CandidateCount);

    public override RelationRow GetRow(int row) => new()
    {
        Anchor = row,
        Positives = _gold[row],
        Ignored = _ignored is null ? [] : _ignored[row],
        Self = _candidatesAreAnchors ? row : -1,
    };

    /// <exception cref="ArgumentException">The lists do not fit each other or the candidates.</exception>
    public static void CheckLists(int candidateCount, IndexLists gold, IndexLists? ignored)
    {
        Check(candidateCount, gold, gold.Count, nameof(gold));
        if (ignored is not null)
        {
            Check(candidateCount, ignored, gold.Count, nameof(ignored));
            CheckDisjoint(gold, ignored);
        }
    }

    private static void Check(int candidateCount, IndexLists lists, int rows, string paramName)
    {
        if (lists.Count != rows)
        {
            throw new ArgumentException($"Expected a list for each of {rows} rows, but got {lists.Count}.", paramName);
        }

        for (int row = 0; row < rows; row++)
        {
            if (lists[row].Length > 0 && lists[row][^1] >= candidateCount)
            {
                throw new ArgumentException($"Expected indices from 0 to {candidateCount - 1}, but row {row} has {lists[row][^1]}.", paramName);
            }
        }
    }

    private static void CheckDisjoint(IndexLists gold, IndexLists ignored)
    {
        for (int row = 0; row < gold.Count; row++)
        {
            foreach (int index in gold[row])
            {
                if (ignored[row].BinarySearch(index) >= 0)
                {
                    throw new ArgumentException($"Expected an index to be gold or ignored, but {index} is both in row {row}.", nameof(ignored));
                }
            }
        }
    }
}
