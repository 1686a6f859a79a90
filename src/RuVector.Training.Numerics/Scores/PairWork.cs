using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>Pushes the derivatives of single pairs back to their two vectors: of listed pairs, and of all pairs where a score is a distance. Some dimensions a chunk.</summary>
/// <remarks>
/// <para>Two rows may list the same candidate, so rows cannot be shared out; dimensions can, and every sum keeps the order of the rows.</para>
/// <para>A distance goes back through the difference of the vectors, pair by pair: as a product, <c>(sum_j w_j) a - sum_j w_j c_j</c>, close pairs would lose their digits. Pairs without a derivative cost nothing.</para>
/// </remarks>
internal readonly ref struct PairWork : IChunkedWork
{
    private const double NanosecondsPerValue = 0.15;
    private const int FewestDimensions = 32;

    private readonly ScoreOperands _operands;
    private readonly ScoreTile _tile;
    private readonly MatrixSpan _candidateSums;
    private readonly bool _wantsAnchors;
    private readonly IndexRange _shared;
    private readonly int _dimensionsPerChunk;

    private PairWork(in ScoreOperands operands, in ScoreTile tile, IndexRange shared, bool wantsAnchors, MatrixSpan candidateSums)
    {
        _operands = operands;
        _tile = tile;
        _candidateSums = candidateSums;
        _wantsAnchors = wantsAnchors;
        _shared = operands.IsProduct ? default : shared;
        int threads = ComputeThreads.Degree;
        int wanted = threads == 1 ? 1 : Math.Max(1, Math.Min(operands.Anchors.Columns / FewestDimensions, 4 * threads));
        _dimensionsPerChunk = Math.Max(1, (operands.Anchors.Columns + wanted - 1) / wanted);
    }

    /// <summary>Adds the gradients of a tile's pairs to the tile's anchors and to the candidates; what is not wanted is left out.</summary>
    public static void Run(in ScoreOperands operands, in ScoreTile tile, IndexRange shared, bool wantsAnchors, MatrixSpan candidateSums)
    {
        if (!tile.HasListed && (operands.IsProduct || shared.Count == 0))
        {
            return;
        }

        PairWork work = new(operands, tile, shared, wantsAnchors, candidateSums);
        int dimension = operands.Anchors.Columns;
        double nanoseconds = NanosecondsPerValue * tile.CountPairs(work._shared.Count) * dimension;
        ComputeThreads.Run(work, (dimension + work._dimensionsPerChunk - 1) / work._dimensionsPerChunk, nanoseconds);
    }

    public void Run(int chunk)
    {
        int start = chunk * _dimensionsPerChunk;
        int count = Math.Min(_dimensionsPerChunk, _operands.Anchors.Columns - start);
        for (int i = 0; i < _tile.Rows; i++)
        {
            ReadOnlySpan<float> anchor = _tile.AnchorOf(i).Slice(start, count);
            Span<float> gradient = _wantsAnchors ? _tile.GradientOf(i).Slice(start, count) : [];
            ListedPairs listed = _tile.ListedOf(i);
            for (int n = 0; n < listed.Candidates.Length; n++)
            {
                PushBack(listed.Candidates[n], listed.Derivatives[n], anchor, gradient, start, count);
            }

            ReadOnlySpan<float> derivatives = _tile.RowOf(i)[.._shared.Count];
            for (int j = derivatives.IndexOfAnyExcept(0f); j >= 0; j = NextNonZero(derivatives, j + 1))
            {
                PushBack(_shared.Start + j, derivatives[j], anchor, gradient, start, count);
            }
        }
    }

    private static int NextNonZero(ReadOnlySpan<float> values, int start)
    {
        int offset = values[start..].IndexOfAnyExcept(0f);
        return offset < 0 ? -1 : start + offset;
    }

    private void PushBack(int candidate, float derivative, ReadOnlySpan<float> anchor, Span<float> gradient, int start, int count)
    {
        ReadOnlySpan<float> vector = _operands.Candidates[candidate].Slice(start, count);
        Span<float> candidateGradient = _candidateSums.IsEmpty ? [] : _candidateSums[candidate].Slice(start, count);
        if (!_operands.IsProduct)
        {
            Differences.AddScaled(gradient, anchor, vector, derivative);
            Differences.AddScaled(candidateGradient, vector, anchor, derivative);
            return;
        }

        if (!gradient.IsEmpty)
        {
            AddScaled(gradient, vector, ScoreOperands.UsesUnitRows(_operands.Measure) ? derivative * _operands.CandidateFacts.Scales[candidate] : derivative);
        }

        if (!candidateGradient.IsEmpty)
        {
            AddScaled(candidateGradient, anchor, derivative);
        }
    }

    private static void AddScaled(Span<float> target, ReadOnlySpan<float> source, double factor)
    {
        if (float.IsNormal((float)factor))
        {
            TensorPrimitives.MultiplyAdd(source, (float)factor, target, target);
            return;
        }

        for (int i = 0; factor != 0 && i < target.Length; i++)
        {
            target[i] += (float)(factor * source[i]);
        }
    }
}
