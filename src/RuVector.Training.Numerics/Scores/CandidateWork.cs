using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>Adds what is no part of a product to the sums of the candidates; some candidates a chunk.</summary>
/// <remarks>
/// <para>Two rows may list the same candidate, so rows cannot be shared out; candidates can. Every chunk looks through all rows for its own candidates, which costs little beside a vector of work for each, and
/// every sum keeps the order of the rows.</para>
/// <para>The derivatives w of distances go back as <c>sum_j w_j (a - c_j) = (sum_j w_j) a - sum_j w_j c_j</c>, the latter a product, but for close pairs: those are added here one by one and taken out of the
/// tile, which is left with what the product needs, <c>-w</c>.</para>
/// </remarks>
internal readonly ref struct CandidateWork : IChunkedWork
{
    private const double NanosecondsPerValue = 0.1, NanosecondsPerDistance = 0.5;

    /// <summary>Chunks for each thread: enough to even out candidates that are listed more often.</summary>
    private const int ChunksPerThread = 4;

    private readonly ScoreOperands _operands;
    private readonly ScoreTile _tile;
    private readonly MatrixSpan _sums;
    private readonly IndexRange _distances;
    private readonly int _candidatesPerChunk;

    private CandidateWork(in ScoreOperands operands, in ScoreTile tile, IndexRange distances, MatrixSpan sums)
    {
        _operands = operands;
        _tile = tile;
        _sums = sums;
        _distances = distances;
        int wanted = ComputeThreads.Degree == 1 ? 1 : ChunksPerThread * ComputeThreads.Degree;
        _candidatesPerChunk = (operands.Candidates.Rows + wanted - 1) / wanted;
    }

    /// <summary>Adds the pairs of a tile to the sums of the candidates, which are empty where they are not wanted, and leaves in the tile what its products need.</summary>
    public static void Run(in ScoreOperands operands, in ScoreTile tile, IndexRange shared, MatrixSpan sums)
    {
        IndexRange distances = operands.IsProduct ? default : shared;
        if ((sums.IsEmpty || !tile.HasListed) && distances.Count == 0)
        {
            return;
        }

        CandidateWork work = new(operands, tile, distances, sums);
        int candidates = operands.Candidates.Rows;
        double nanoseconds = (NanosecondsPerValue * tile.CountListed() * operands.Candidates.Columns) + (NanosecondsPerDistance * tile.Rows * distances.Count);
        ComputeThreads.Run(work, (candidates + work._candidatesPerChunk - 1) / work._candidatesPerChunk, nanoseconds);
    }

    public void Run(int chunk)
    {
        int start = chunk * _candidatesPerChunk;
        int end = Math.Min(start + _candidatesPerChunk, _operands.Candidates.Rows);
        if (!_sums.IsEmpty)
        {
            AddListed(start, end);
        }

        int first = Math.Clamp(start - _distances.Start, 0, _distances.Count);
        int count = Math.Clamp(end - _distances.Start, 0, _distances.Count) - first;
        if (count > 0)
        {
            AddDistances(first, count);
        }
    }

    private void AddListed(int start, int end)
    {
        for (int i = 0; i < _tile.Rows; i++)
        {
            ListedPairs listed = _tile.ListedOf(i);
            ReadOnlySpan<int> candidates = listed.Candidates;
            for (int n = 0; n < candidates.Length; n++)
            {
                if (candidates[n] >= start && candidates[n] < end)
                {
                    Add(_tile.AnchorOf(i), candidates[n], listed.Derivatives[n]);
                }
            }
        }
    }

    private void AddDistances(int first, int count)
    {
        using RentedArray<double> memory = new(count);
        Span<double> totals = memory.Span;
        totals.Clear();
        for (int i = 0; i < _tile.Rows; i++)
        {
            Span<float> derivatives = _tile.RowOf(i).Slice(first, count);
            ColumnSet close = _tile.CloseOf(i);
            for (int j = close.Next(first, first + count); j >= 0; j = close.Next(j + 1, first + count))
            {
                Add(_tile.AnchorOf(i), _distances.Start + j, derivatives[j - first]);
                derivatives[j - first] = 0;
            }

            Differences.AddEach(derivatives, totals);
            TensorPrimitives.Negate(derivatives, derivatives);
        }

        for (int j = 0; j < count && !_sums.IsEmpty; j++)
        {
            int candidate = _distances.Start + first + j;
            PairGradients.AddScaled(_sums[candidate], _operands.Candidates[candidate], totals[j]);
        }
    }

    private void Add(ReadOnlySpan<float> anchor, int candidate, float derivative)
    {
        if (!_sums.IsEmpty)
        {
            PairGradients.AddToCandidate(_operands, anchor, candidate, derivative, _sums[candidate]);
        }
    }
}
