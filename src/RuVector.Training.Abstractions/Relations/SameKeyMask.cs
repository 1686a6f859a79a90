using System.Runtime.InteropServices;

namespace RuVector.Training;

/// <summary>For each row, the negatives that share a key with the anchor or with one of its positives.</summary>
internal sealed class SameKeyMask
{
    private readonly PairRelations _relations;
    private readonly KeyGroups _candidates;
    private readonly List<int> _groups = [];
    private readonly List<int> _found = [];

    private SameKeyMask(PairRelations relations, KeyGroups candidates) => (_relations, _candidates) = (relations, candidates);

    /// <summary>Lists them.</summary>
    /// <param name="relations">Who is positive and negative.</param>
    /// <param name="anchorKeys">Key of each anchor, or nothing when anchors have none.</param>
    /// <param name="candidateKeys">Key of each candidate.</param>
    /// <param name="noKey">What stands for having no key.</param>
    public static IndexLists Of(PairRelations relations, ReadOnlySpan<long> anchorKeys, ReadOnlySpan<long> candidateKeys, long? noKey)
    {
        if (candidateKeys.Length != relations.CandidateCount)
        {
            throw new ArgumentException($"Expected {relations.CandidateCount} candidate keys, one for each candidate, but got {candidateKeys.Length}.", nameof(candidateKeys));
        }

        KeyGroups candidates = new(candidateKeys, noKey);
        SameKeyMask mask = new(relations, candidates);
        IndexLists ignored = new();
        for (int row = 0; row < relations.RowCount; row++)
        {
            RelationRow relation = relations.GetRow(row);
            mask.Find(relation, anchorKeys.IsEmpty ? KeyGroups.None : candidates.GroupOf(anchorKeys[relation.Anchor]));
            ignored.AddRow(CollectionsMarshal.AsSpan(mask._found));
        }

        return ignored;
    }

    private void Find(RelationRow relation, int anchorGroup)
    {
        _found.Clear();
        GatherGroups(relation, anchorGroup);
        int last = KeyGroups.None;
        foreach (int group in _groups)
        {
            if (group != last)
            {
                Add(relation, _candidates.MembersIn(group, _relations.SharedNegatives));
                Add(relation, _candidates.MembersIn(group, relation.OwnNegatives));
                last = group;
            }
        }

        foreach (int candidate in relation.Negatives)
        {
            if (_groups.BinarySearch(_candidates.GroupOfCandidate(candidate)) >= 0)
            {
                Add(relation, [candidate]);
            }
        }
    }

    /// <summary>Collects the groups that the row's anchor and positives belong to, ascending.</summary>
    private void GatherGroups(RelationRow relation, int anchorGroup)
    {
        _groups.Clear();
        AddGroup(anchorGroup);
        AddGroup(relation.Self < 0 ? KeyGroups.None : _candidates.GroupOfCandidate(relation.Self));
        foreach (int positive in relation.Positives)
        {
            AddGroup(_candidates.GroupOfCandidate(positive));
        }

        _groups.Sort();
    }

    private void AddGroup(int group)
    {
        if (group != KeyGroups.None)
        {
            _groups.Add(group);
        }
    }

    private void Add(RelationRow relation, ReadOnlySpan<int> negatives)
    {
        foreach (int candidate in negatives)
        {
            if (candidate != relation.Self && relation.Positives.BinarySearch(candidate) < 0)
            {
                _found.Add(candidate);
            }
        }
    }
}
