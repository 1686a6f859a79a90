using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>Adds what distances to shared candidates give back besides a product to the sums of the candidates; some candidates a chunk.</summary>
/// <remarks>The derivatives w of distances go back as <c>sum_j w_j (a - c_j) = (sum_j w_j) a - sum_j w_j c_j</c>, the latter a product, but for close pairs: those are added here one by one and taken out of the
/// tile, which is left with what the product needs, <c>-w</c>. Every sum keeps the order of the rows.</remarks>
internal readonly ref struct SharedDistanceWork : IChunkedWork
{
    private const double NanosecondsPerDistance = 0.5;

    /// <summary>Chunks for each thread: enough to even out candidates that are close to more anchors.</summary>
    private const int ChunksPerThread = 4;

    private readonly ScoreOperands _operands;
    private readonly ScoreTile _tile;
    private readonly MatrixSpan _sums;
    private readonly IndexRange _shared;
    private readonly int _candidatesPerChunk;

    private SharedDistanceWork(in ScoreOperands operands, in ScoreTile tile, IndexRange shared, MatrixSpan sums)
    {
        _operands = operands;
        _tile = tile;
        _sums = sums;
        _shared = shared;
        int wanted = ComputeThreads.Degree == 1 ? 1 : ChunksPerThread * ComputeThreads.Degree;
        _candidatesPerChunk = (shared.Count + wanted - 1) / wanted;
    }

    /// <summary>Adds the distances of a tile to the sums of the candidates, which are empty where they are not wanted, and leaves in the tile what its products need.</summary>
    public static void Run(in ScoreOperands operands, in ScoreTile tile, IndexRange shared, MatrixSpan sums)
    {
        if (operands.IsProduct || shared.Count == 0)
        {
            return;
        }

        SharedDistanceWork work = new(operands, tile, shared, sums);
        ComputeThreads.Run(work, (shared.Count + work._candidatesPerChunk - 1) / work._candidatesPerChunk, NanosecondsPerDistance * tile.Rows * shared.Count);
    }

    public void Run(int chunk)
    {
        int first = chunk * _candidatesPerChunk;
        int count = Math.Min(_candidatesPerChunk, _shared.Count - first);
        using RentedArray<double> memory = new(count);
        Span<double> totals = memory.Span;
        totals.Clear();
        for (int i = 0; i < _tile.Rows; i++)
        {
            Span<float> derivatives = _tile.RowOf(i).Slice(first, count);
            ColumnSet close = _tile.CloseOf(i);
            for (int j = close.Next(first, first + count); j >= 0; j = close.Next(j + 1, first + count))
            {
                AddClose(_tile.AnchorOf(i), _shared.Start + j, derivatives[j - first]);
                derivatives[j - first] = 0;
            }

            Differences.AddEach(derivatives, totals);
            TensorPrimitives.Negate(derivatives, derivatives);
        }

        for (int j = 0; j < count && !_sums.IsEmpty; j++)
        {
            int candidate = _shared.Start + first + j;
            PairGradients.AddScaled(_sums[candidate], _operands.Candidates[candidate], totals[j]);
        }
    }

    private void AddClose(ReadOnlySpan<float> anchor, int candidate, float derivative)
    {
        if (!_sums.IsEmpty)
        {
            Differences.AddScaled(_sums[candidate], _operands.Candidates[candidate], anchor, derivative);
        }
    }
}
