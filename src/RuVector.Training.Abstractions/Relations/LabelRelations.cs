namespace RuVector.Training;

/// <summary>Same label: positive; another label: negative; the anchor itself: neither.</summary>
internal sealed class LabelRelations : PairRelations
{
    private readonly int[] _rowClass;
    private readonly IndexLists _membersByClass = new();
    private readonly bool _anchorsComeFirst;

    public LabelRelations(ReadOnlySpan<int> anchorLabels, ReadOnlySpan<int> candidateLabels, bool anchorsComeFirst)
    {
        if (anchorsComeFirst && candidateLabels.Length < anchorLabels.Length)
        {
            throw new ArgumentException(
                $"Expected at least {anchorLabels.Length} candidate labels, because the anchors come first, but got {candidateLabels.Length}.", nameof(candidateLabels));
        }

        (_anchorsComeFirst, AnchorCount, CandidateCount) = (anchorsComeFirst, anchorLabels.Length, candidateLabels.Length);
        Dictionary<int, List<int>> members = [];
        for (int i = 0; i < candidateLabels.Length; i++)
        {
            (members.TryGetValue(candidateLabels[i], out List<int>? list) ? list : members[candidateLabels[i]] = []).Add(i);
        }

        Dictionary<int, int> classes = [];
        _rowClass = new int[anchorLabels.Length];
        for (int i = 0; i < anchorLabels.Length; i++)
        {
            if (!classes.TryGetValue(anchorLabels[i], out int number))
            {
                classes[anchorLabels[i]] = number = _membersByClass.Count;
                _membersByClass.AddRow(members.TryGetValue(anchorLabels[i], out List<int>? list) ? list.ToArray() : []);
            }

            _rowClass[i] = number;
        }
    }

    public override int RowCount => AnchorCount;

    public override int AnchorCount { get; }

    public override int CandidateCount { get; }

    public override IndexRange SharedNegatives => new(0, CandidateCount);

    public override RelationRow GetRow(int row)
    {
        MatrixShape.CheckRow(row, RowCount);
        return new RelationRow { Anchor = row, Self = _anchorsComeFirst ? row : -1, Positives = _membersByClass[_rowClass[row]] };
    }
}
