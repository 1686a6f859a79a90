using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>Which documents of a list a query must never be pushed away from: all that are known to answer it, and those that are neither right nor wrong.</summary>
internal sealed class KnownAnswerMask(PairDataset data)
{
    private readonly DocumentPositions _positions = new(data.DocumentCount);
    private readonly IndexLists _mask = new();

    /// <summary>Lists for each query the places of known answers.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="offset">What is added to a place.</param>
    /// <param name="exceptOwn">Whether the place with the number of the query in the list is left out: its own positive.</param>
    /// <returns>A list for each query; valid until the next call.</returns>
    public IndexLists Of(ReadOnlySpan<int> queries, ReadOnlySpan<int> documents, int offset, bool exceptOwn)
    {
        _positions.Load(documents);
        _mask.Clear();
        for (int i = 0; i < queries.Length; i++)
        {
            _positions.AddRow(_mask, data.Known[queries[i]], offset, except: exceptOwn ? i : -1);
        }

        return _mask;
    }

    /// <summary>Chooses for each query the right document that stands for it in a batch.</summary>
    public void ChoosePositives(ReadOnlySpan<int> queries, Span<int> positives, ulong seed, long batch)
    {
        for (int i = 0; i < queries.Length; i++)
        {
            ReadOnlySpan<int> right = data.Positives[queries[i]];
            positives[i] = right.Length == 1 ? right[0] : right[new KeyedRandom(seed, RandomPurpose.Positives, batch, queries[i]).NextInt32(right.Length)];
        }
    }
}
