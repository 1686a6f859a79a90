using System.Runtime.InteropServices;

namespace RuVector.Training;

/// <summary>For each row, the negatives whose key an earlier negative of the row has.</summary>
internal static class DuplicateMask
{
    /// <summary>Lists them.</summary>
    /// <param name="relations">Who is negative.</param>
    /// <param name="candidateKeys">Key of each candidate.</param>
    /// <param name="noKey">What stands for having no key.</param>
    public static IndexLists Of(PairRelations relations, ReadOnlySpan<long> candidateKeys, long? noKey)
    {
        if (candidateKeys.Length != relations.CandidateCount)
        {
            throw new ArgumentException($"Expected {relations.CandidateCount} candidate keys, one for each candidate, but got {candidateKeys.Length}.", nameof(candidateKeys));
        }

        KeyGroups groups = new(candidateKeys, noKey);
        List<int> repeated = Repeated(relations.SharedNegatives, groups, out HashSet<int> shared);
        IndexLists ignored = new();
        List<int> found = [];
        HashSet<int> own = [];
        for (int row = 0; row < relations.RowCount; row++)
        {
            found.Clear();
            own.Clear();
            found.AddRange(repeated);
            RelationRow relation = relations.GetRow(row);
            for (int candidate = relation.OwnNegatives.Start; candidate < relation.OwnNegatives.End; candidate++)
            {
                AddRepeated(candidate, groups, shared, own, found);
            }

            foreach (int candidate in relation.Negatives)
            {
                AddRepeated(candidate, groups, shared, own, found);
            }

            ignored.AddRow(KeepNegatives(relation, found));
        }

        return ignored;
    }

    private static List<int> Repeated(IndexRange range, KeyGroups groups, out HashSet<int> seen)
    {
        List<int> repeated = [];
        seen = [];
        for (int candidate = range.Start; candidate < range.End; candidate++)
        {
            int group = groups.GroupOfCandidate(candidate);
            if (group != KeyGroups.None && !seen.Add(group))
            {
                repeated.Add(candidate);
            }
        }

        return repeated;
    }

    private static void AddRepeated(int candidate, KeyGroups groups, HashSet<int> shared, HashSet<int> own, List<int> found)
    {
        int group = groups.GroupOfCandidate(candidate);
        if (group != KeyGroups.None && (shared.Contains(group) || !own.Add(group)))
        {
            found.Add(candidate);
        }
    }

    private static ReadOnlySpan<int> KeepNegatives(RelationRow relation, List<int> found)
    {
        Span<int> candidates = CollectionsMarshal.AsSpan(found);
        int kept = 0;
        foreach (int candidate in candidates)
        {
            if (candidate != relation.Self && relation.Positives.BinarySearch(candidate) < 0)
            {
                candidates[kept++] = candidate;
            }
        }

        return candidates[..kept];
    }
}
