using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>The rows of a tile, each handed to the row function of a loss; some rows a chunk.</summary>
/// <remarks>A row writes its own derivatives, its own outcome and the gradient of its own anchor by pairs that are no part of a product, and nothing else.</remarks>
/// <typeparam name="TRow">The loss of one row.</typeparam>
internal readonly ref struct RowWork<TRow> : IChunkedWork
    where TRow : struct, IRowLoss
{
    /// <summary>About what a row costs for each score; only for deciding how to share.</summary>
    private const double NanosecondsPerScore = 1, NanosecondsPerListedValue = 0.2;

    private const double ChunkNanoseconds = 40_000;

    /// <summary>A pair on its own costs about half as much as this many columns of a product.</summary>
    private const int ProductColumnsPerPair = 16;

    private readonly ContrastiveBatch _batch;
    private readonly ScoreOperands _operands;
    private readonly RowCapacity _capacity;
    private readonly Span<RowOutcome> _outcomes;
    private readonly Span<float> _rowValues;
    private readonly bool _wantsGradients;
    private readonly bool _wantsAnchors;
    private readonly int _rowsPerChunk;
    private readonly double _nanosecondsPerRow;
    private readonly TRow _rowLoss;
    private readonly ScoreTile _tile;

    private RowWork(ContrastiveBatch batch, LossOutputs outputs, ScoreOperands operands, RowCapacity capacity, ScoreTile tile, TRow rowLoss, bool wantsAnchors, Span<RowOutcome> outcomes)
    {
        _batch = batch;
        _operands = operands;
        _capacity = capacity;
        _tile = tile;
        _rowLoss = rowLoss;
        _outcomes = outcomes;
        _rowValues = outputs.RowValues;
        _wantsGradients = outputs.WantsGradients;
        _wantsAnchors = wantsAnchors;
        _nanosecondsPerRow = (NanosecondsPerScore * (tile.Width + capacity.Positives)) + (NanosecondsPerListedValue * capacity.Listed * batch.Anchors.Columns);
        _rowsPerChunk = (int)Math.Clamp(ChunkNanoseconds / _nanosecondsPerRow, 1, tile.MaxRows);
    }

    /// <summary>Does all rows of a tile and writes an outcome for each; the gradients of the tile's anchors only where they are wanted.</summary>
    public static void Run(
        in ContrastiveBatch batch, in LossOutputs outputs, in ScoreOperands operands, RowCapacity capacity, in ScoreTile tile, TRow rowLoss, bool wantsAnchors, Span<RowOutcome> outcomes)
    {
        RowWork<TRow> work = new(batch, outputs, operands, capacity, tile, rowLoss, wantsAnchors, outcomes);
        ComputeThreads.Run(work, (tile.Rows + work._rowsPerChunk - 1) / work._rowsPerChunk, tile.Rows * work._nanosecondsPerRow);
    }

    public void Run(int chunk)
    {
        using RentedArray<int> indices = new(RowGatherer.IndexLength(_capacity));
        using RentedArray<float> values = new(checked((3 * _capacity.Positives) + (_wantsGradients ? _tile.Width : 0)));
        RowGatherer gatherer = new(_batch.Relations, [], _capacity, indices.Span, values.Span);
        Span<float> byPositive = _wantsGradients ? values.Span.Slice(2 * _capacity.Positives, _capacity.Positives) : [];
        Span<float> scores = values.Span[(3 * _capacity.Positives)..];
        for (int i = chunk * _rowsPerChunk; i < Math.Min(_tile.Rows, (chunk + 1) * _rowsPerChunk); i++)
        {
            gatherer.Read(_tile.First + i);
            Evaluate(gatherer, i, scores, byPositive);
        }
    }

    private void Evaluate(scoped in RowGatherer gatherer, int i, Span<float> scores, Span<float> byPositive)
    {
        Span<float> panelRow = _tile.RowOf(i);
        ReadOnlySpan<float> anchor = _tile.AnchorOf(i);
        ColumnSet close = _tile.CloseOf(i);
        close.Clear();
        _operands.FinishScores(panelRow, anchor, gatherer.Anchor, _batch.Relations.SharedNegatives, close);
        ScoreRow row = gatherer.Gather(_tile.First + i, _operands, anchor, panelRow, _wantsGradients ? scores : panelRow, _wantsGradients ? panelRow : [], byPositive);
        RowValue value = _rowLoss.Evaluate(row);
        float weight = _batch.AnchorWeights.IsEmpty ? 1f : _batch.AnchorWeights[row.Anchor];
        _outcomes[i] = new RowOutcome(value, weight, !row.Positives.IsEmpty, !row.Negatives.IsEmpty, gatherer.MaskedPairs);
        if (!_rowValues.IsEmpty)
        {
            _rowValues[row.Row] = value.Terms == 0 ? 0f : (float)value.Sum;
        }

        if (_wantsGradients)
        {
            Weigh(row, value, weight);
            _operands.ToPairWeights(row.Negatives, row.NegativeGradients);
            _operands.ToPairWeights(row.Positives, row.PositiveGradients);
            ListedPairs listed = _tile.ListedOf(i);
            listed.Clear();
            gatherer.Scatter(panelRow, row.PositiveGradients, listed);
            if (!_operands.IsProduct)
            {
                TakeOutOfProduct(panelRow[.._batch.Relations.SharedNegatives.Count], close);
            }

            if (_wantsAnchors)
            {
                AddToAnchor(listed, panelRow, close, anchor, _tile.GradientOf(i));
            }
        }
    }

    /// <summary>Sends the pairs of a row back one by one where only a few have a derivative, as in most rows of a hinge.</summary>
    private static void TakeOutOfProduct(ReadOnlySpan<float> derivatives, scoped in ColumnSet close)
    {
        if (FloatBits.CountNonZero(derivatives) > derivatives.Length / ProductColumnsPerPair)
        {
            return;
        }

        for (int j = FloatBits.NextNonZero(derivatives, 0); j >= 0; j = FloatBits.NextNonZero(derivatives, j + 1))
        {
            close.Add(j);
        }
    }

    /// <summary>Adds what is no part of a product: listed pairs, close pairs, and, for a distance, the anchor times the sum of the derivatives of the pairs that are left.</summary>
    private void AddToAnchor(scoped in ListedPairs listed, ReadOnlySpan<float> panelRow, scoped in ColumnSet close, ReadOnlySpan<float> anchor, Span<float> gradient)
    {
        for (int n = 0; n < listed.Candidates.Length; n++)
        {
            PairGradients.AddToAnchor(_operands, anchor, listed.Candidates[n], listed.Derivatives[n], gradient);
        }

        if (_operands.IsProduct)
        {
            return;
        }

        IndexRange shared = _batch.Relations.SharedNegatives;
        double sum = 0;
        int start = 0;
        for (int j = close.Next(0, shared.Count); j >= 0; j = close.Next(start, shared.Count))
        {
            PairGradients.AddToAnchor(_operands, anchor, shared.Start + j, panelRow[j], gradient);
            sum += Differences.Sum(panelRow[start..j]);
            start = j + 1;
        }

        PairGradients.AddScaled(gradient, anchor, sum + Differences.Sum(panelRow[start..shared.Count]));
    }

    private static void Weigh(in ScoreRow row, RowValue value, float weight)
    {
        if (value.Terms == 0)
        {
            row.NegativeGradients.Clear();
            row.PositiveGradients.Clear();
        }
        else if (weight != 1f)
        {
            TensorPrimitives.Multiply(row.NegativeGradients, weight, row.NegativeGradients);
            TensorPrimitives.Multiply(row.PositiveGradients, weight, row.PositiveGradients);
        }
    }
}
