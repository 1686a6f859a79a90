namespace RuVector.Training;

/// <summary>Candidates gathered by key, in linear memory: each different key has a number, and the candidates that carry it.</summary>
internal sealed class KeyGroups
{
    /// <summary>The group of what has no key, or a key that no candidate has.</summary>
    public const int None = -1;

    private readonly Dictionary<long, int> _groups = [];
    private readonly int[] _groupOfCandidate;
    private readonly int[] _starts;
    private readonly int[] _members;

    public KeyGroups(ReadOnlySpan<long> keys, long? noKey)
    {
        _groupOfCandidate = new int[keys.Length];
        List<int> sizes = [];
        for (int i = 0; i < keys.Length; i++)
        {
            int group = GroupOf(keys[i]);
            if (group == None && keys[i] != noKey)
            {
                _groups[keys[i]] = group = sizes.Count;
                sizes.Add(0);
            }

            _groupOfCandidate[i] = group;
            if (group != None)
            {
                sizes[group]++;
            }
        }

        _starts = new int[sizes.Count + 1];
        for (int group = 0; group < sizes.Count; group++)
        {
            _starts[group + 1] = _starts[group] + sizes[group];
        }

        _members = new int[_starts[^1]];
        Place();
    }

    /// <summary>Finds the group of a key.</summary>
    public int GroupOf(long key) => _groups.GetValueOrDefault(key, None);

    /// <summary>Finds the group of a candidate.</summary>
    public int GroupOfCandidate(int candidate) => _groupOfCandidate[candidate];

    /// <summary>Finds the candidates of a group that lie in a range, ascending.</summary>
    public ReadOnlySpan<int> MembersIn(int group, IndexRange range)
    {
        ReadOnlySpan<int> members = _members.AsSpan(_starts[group], _starts[group + 1] - _starts[group]);
        return members[PlaceOf(members, range.Start)..PlaceOf(members, range.End)];
    }

    private static int PlaceOf(ReadOnlySpan<int> ascending, int value)
    {
        int place = ascending.BinarySearch(value);
        return place < 0 ? ~place : place;
    }

    private void Place()
    {
        int[] next = [.. _starts];
        for (int candidate = 0; candidate < _groupOfCandidate.Length; candidate++)
        {
            if (_groupOfCandidate[candidate] != None)
            {
                _members[next[_groupOfCandidate[candidate]]++] = candidate;
            }
        }
    }
}
