namespace RuVector.Training.Numerics;

/// <summary>Adds what single pairs give back to their candidates: listed pairs, and all pairs where a score is a distance. Some candidates a chunk.</summary>
/// <remarks>
/// Two rows may list the same candidate, so rows cannot be shared out; candidates can. Every chunk looks through all rows for its own candidates, which costs little beside a vector of work for each, and
/// every sum keeps the order of the rows. Pairs without a derivative cost nothing more.
/// </remarks>
internal readonly ref struct CandidateWork : IChunkedWork
{
    private const double NanosecondsPerValue = 0.1;

    /// <summary>Chunks for each thread: enough to even out candidates that are listed more often.</summary>
    private const int ChunksPerThread = 4;

    private readonly ScoreOperands _operands;
    private readonly ScoreTile _tile;
    private readonly MatrixSpan _sums;
    private readonly IndexRange _shared;
    private readonly int _candidatesPerChunk;

    private CandidateWork(in ScoreOperands operands, in ScoreTile tile, IndexRange shared, MatrixSpan sums)
    {
        _operands = operands;
        _tile = tile;
        _sums = sums;
        _shared = shared;
        int wanted = ComputeThreads.Degree == 1 ? 1 : ChunksPerThread * ComputeThreads.Degree;
        _candidatesPerChunk = (sums.Rows + wanted - 1) / wanted;
    }

    /// <summary>Adds the pairs of a tile to the sums of the candidates; nothing where those are not wanted.</summary>
    public static void Run(in ScoreOperands operands, in ScoreTile tile, IndexRange shared, MatrixSpan sums)
    {
        IndexRange single = operands.IsProduct ? default : shared;
        if (sums.IsEmpty || (!tile.HasListed && single.Count == 0))
        {
            return;
        }

        CandidateWork work = new(operands, tile, single, sums);
        double nanoseconds = NanosecondsPerValue * tile.CountPairs(single.Count) * sums.Columns;
        ComputeThreads.Run(work, (sums.Rows + work._candidatesPerChunk - 1) / work._candidatesPerChunk, nanoseconds);
    }

    public void Run(int chunk)
    {
        int start = chunk * _candidatesPerChunk;
        int end = Math.Min(start + _candidatesPerChunk, _sums.Rows);
        int firstShared = Math.Clamp(start - _shared.Start, 0, _shared.Count);
        int endShared = Math.Clamp(end - _shared.Start, 0, _shared.Count);
        for (int i = 0; i < _tile.Rows; i++)
        {
            ReadOnlySpan<float> anchor = _tile.AnchorOf(i);
            AddListed(_tile.ListedOf(i), anchor, start, end);
            ReadOnlySpan<float> derivatives = _tile.RowOf(i)[firstShared..endShared];
            for (int j = derivatives.NextNonZero(0); j >= 0; j = derivatives.NextNonZero(j + 1))
            {
                Add(_shared.Start + firstShared + j, derivatives[j], anchor);
            }
        }
    }

    private void AddListed(scoped in ListedPairs listed, ReadOnlySpan<float> anchor, int start, int end)
    {
        ReadOnlySpan<int> candidates = listed.Candidates;
        for (int n = 0; n < candidates.Length; n++)
        {
            if (candidates[n] >= start && candidates[n] < end)
            {
                Add(candidates[n], listed.Derivatives[n], anchor);
            }
        }
    }

    private void Add(int candidate, float derivative, ReadOnlySpan<float> anchor) =>
        PairGradients.AddToCandidate(_operands, anchor, candidate, derivative, _sums[candidate]);
}
