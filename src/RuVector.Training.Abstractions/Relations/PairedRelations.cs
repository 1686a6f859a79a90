namespace RuVector.Training;

/// <summary>Pairs: positives first, then shared negatives, then own negatives.</summary>
internal sealed class PairedRelations : PairRelations
{
    private readonly int _positivesPerAnchor;
    private readonly int[] _candidates;
    private readonly int[]? _ownOffsets;
    private readonly int _ownPerAnchor;
    private readonly int _ownStart;

    public PairedRelations(PairedLayout layout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layout.Anchors, "layout.Anchors");
        ArgumentOutOfRangeException.ThrowIfLessThan(layout.PositivesPerAnchor, 1, "layout.PositivesPerAnchor");
        ArgumentOutOfRangeException.ThrowIfNegative(layout.OwnNegativesPerAnchor, "layout.OwnNegativesPerAnchor");
        ArgumentOutOfRangeException.ThrowIfNegative(layout.SharedNegatives, "layout.SharedNegatives");
        (RowCount, _positivesPerAnchor) = (layout.Anchors, layout.PositivesPerAnchor);
        long positiveCount = (long)layout.Anchors * layout.PositivesPerAnchor;
        CandidateCount = CheckCount(positiveCount + layout.SharedNegatives + ((long)layout.Anchors * layout.OwnNegativesPerAnchor), nameof(layout));
        int positives = (int)positiveCount;
        _ownStart = positives + layout.SharedNegatives;
        _ownPerAnchor = layout.ShareOwnNegatives ? 0 : layout.OwnNegativesPerAnchor;
        int sharedStart = layout.InBatchNegatives ? 0 : positives;
        SharedNegatives = new IndexRange(sharedStart, (layout.ShareOwnNegatives ? CandidateCount : _ownStart) - sharedStart);
        _candidates = Ascending.To(positives);
    }

    public PairedRelations(ReadOnlySpan<int> ownNegatives, bool inBatchNegatives)
    {
        (RowCount, _positivesPerAnchor, _ownStart) = (ownNegatives.Length, 1, ownNegatives.Length);
        long count = _ownStart;
        foreach (int own in ownNegatives)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(own, nameof(ownNegatives));
            count += own;
        }

        CandidateCount = CheckCount(count, nameof(ownNegatives));
        _ownOffsets = new int[ownNegatives.Length + 1];
        for (int i = 0; i < ownNegatives.Length; i++)
        {
            _ownOffsets[i + 1] = _ownOffsets[i] + ownNegatives[i];
        }

        SharedNegatives = inBatchNegatives ? new IndexRange(0, _ownStart) : default;
        _candidates = Ascending.To(_ownStart);
    }

    public override int RowCount { get; }

    public override int AnchorCount => RowCount;

    public override int CandidateCount { get; }

    public override IndexRange SharedNegatives { get; }

    public override RelationRow GetRow(int row)
    {
        MatrixShape.CheckRow(row, RowCount);
        return new RelationRow
        {
            Anchor = row,
            Self = -1,
            Positives = _candidates.AsSpan(row * _positivesPerAnchor, _positivesPerAnchor),
            OwnNegatives = _ownOffsets is null
                ? new IndexRange(_ownStart + (row * _ownPerAnchor), _ownPerAnchor)
                : new IndexRange(_ownStart + _ownOffsets[row], _ownOffsets[row + 1] - _ownOffsets[row]),
        };
    }

    private static int CheckCount(long count, string paramName) => count <= Array.MaxLength
        ? (int)count
        : throw new ArgumentOutOfRangeException(paramName, $"Expected at most {Array.MaxLength} candidates, but the layout has {count}.");
}
