using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>The documents that negatives are mined from: some of those that answer a query, drawn anew each step.</summary>
internal sealed class MiningPool
{
    private readonly int[] _answers;
    private readonly int[] _drawn;
    private readonly int _size;
    private readonly ulong _seed;

    public MiningPool(PairDataset data, int size, ulong seed)
    {
        SortedSet<int> answers = [];
        for (int query = 0; query < data.QueryCount; query++)
        {
            foreach (int document in data.Positives[query])
            {
                answers.Add(document);
            }
        }

        (_answers, _drawn, _seed) = ([.. answers], new int[answers.Count], seed);
        _size = size == 0 ? _answers.Length : Math.Min(size, _answers.Length);
    }

    /// <summary>The documents of a step: different ones, in ascending order; valid until the next call.</summary>
    public ReadOnlySpan<int> DrawAt(long step)
    {
        _answers.CopyTo(_drawn, 0);
        if (_size < _drawn.Length)
        {
            KeyedRandom random = new(_seed, RandomPurpose.Pool, step);
            for (int i = 0; i < _size; i++)
            {
                int other = i + random.NextInt32(_drawn.Length - i);
                (_drawn[i], _drawn[other]) = (_drawn[other], _drawn[i]);
            }

            Array.Sort(_drawn, 0, _size);
        }

        return _drawn.AsSpan(0, _size);
    }
}
