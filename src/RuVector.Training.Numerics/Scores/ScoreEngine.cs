namespace RuVector.Training.Numerics;

/// <summary>Scores anchors against candidates, a tile of rows at a time, and hands each row to a loss or a miner.</summary>
/// <remarks>
/// <para>A row function sees scores and writes derivatives; products, weights, reduction and the chain rule through the measure are done here, once for all losses.</para>
/// <para>Scratch memory is one tile of scores, at most 32 MiB unless 8 rows need more, and a few numbers for each row and each listed pair; a call that adds gradients to what is there needs as much again as they have.
/// Results have the same bits for every number of threads (<see cref="ComputeThreads"/>).</para>
/// </remarks>
public static class ScoreEngine
{
    /// <summary>Evaluates a pairwise loss.</summary>
    /// <typeparam name="TRow">The loss of one row.</typeparam>
    /// <param name="batch">Anchors, candidates, relations, weights.</param>
    /// <param name="outputs">Where gradients and row values go.</param>
    /// <param name="rowLoss">The loss of one row.</param>
    /// <param name="measure">How pairs are scored.</param>
    /// <param name="reduction"><see cref="Reduction.Mean"/> divides by the weighted number of terms.</param>
    /// <returns>Value and counts.</returns>
    /// <exception cref="ArgumentException">An output or the weights do not have the shape of the batch, or a setting is unknown; nothing was written.</exception>
    /// <exception cref="NonFiniteValueException">An embedding or a weight is NaN or an infinity; nothing was written.</exception>
    public static LossResult Evaluate<TRow>(in ContrastiveBatch batch, in LossOutputs outputs, TRow rowLoss, ScoreMeasure measure, Reduction reduction)
        where TRow : struct, IRowLoss =>
        Evaluate(batch, outputs, rowLoss, measure, reduction, out _);

    /// <summary>Evaluates a pairwise loss that learns numbers of its own.</summary>
    /// <typeparam name="TRow">The loss of one row.</typeparam>
    /// <param name="batch">Anchors, candidates, relations, weights.</param>
    /// <param name="outputs">Where gradients and row values go.</param>
    /// <param name="rowLoss">The loss of one row.</param>
    /// <param name="measure">How pairs are scored.</param>
    /// <param name="reduction"><see cref="Reduction.Mean"/> divides by the weighted number of terms.</param>
    /// <param name="scalars">The derivatives of the value by the numbers, times <see cref="LossOutputs.Scale"/>; weighted and reduced as the value is.</param>
    /// <returns>Value and counts.</returns>
    /// <exception cref="ArgumentException">An output or the weights do not have the shape of the batch, or a setting is unknown; nothing was written.</exception>
    /// <exception cref="NonFiniteValueException">An embedding or a weight is NaN or an infinity; nothing was written.</exception>
    public static LossResult Evaluate<TRow>(in ContrastiveBatch batch, in LossOutputs outputs, TRow rowLoss, ScoreMeasure measure, Reduction reduction, out ScalarGradients scalars)
        where TRow : struct, IRowLoss
    {
        CheckSettings(measure, reduction);
        BatchGuard.CheckShapes(batch, outputs);
        using ScoreOperands operands = new(batch.Anchors, batch.Candidates, batch.CandidatesAreAnchors, measure);
        operands.RequireFinite();
        using GradientSums sums = new(batch, outputs);
        LossTotals totals = default;
        RowCapacity capacity = RowCapacity.Of(batch.Relations, 0);
        using ScoreTile tile = new(batch.Relations, capacity, batch.Anchors.Columns, outputs.WantsGradients, hasDistances: !operands.IsProduct);
        using CandidatePairs pairs = new(batch.Relations.CandidateCount, sums.Candidates.IsEmpty ? 0 : capacity.AllListed);
        using RentedArray<RowOutcome> outcomes = new(tile.MaxRows);
        for (int first = 0; first < batch.Relations.RowCount; first += tile.MaxRows)
        {
            tile.Load(batch.Relations, operands, first);
            RowWork<TRow>.Run(batch, outputs, operands, capacity, tile, rowLoss, sums.WantsAnchors, outcomes.Span);
            for (int i = 0; i < tile.Rows; i++)
            {
                totals.Add(outcomes.Span[i]);
            }

            if (outputs.WantsGradients)
            {
                pairs.Add(tile, batch.Relations);
                SharedDistanceWork.Run(operands, tile, batch.Relations.SharedNegatives, sums.Candidates);
                tile.PushBackProducts(operands, sums.WantsAnchors, sums.Candidates);
                sums.AddAnchors(tile, batch.Relations);
            }
        }

        double divisor = reduction == Reduction.Mean ? totals.WeightedTerms : 1;
        double factor = divisor == 0 ? 0 : outputs.Scale / divisor;
        pairs.Sort();
        sums.WriteTo(outputs, operands, pairs, factor);
        scalars = totals.ToScalarGradients(factor);
        return totals.ToResult(divisor, operands.ZeroRows);
    }

    /// <summary>Shows every row of scores to a miner.</summary>
    /// <typeparam name="TVisitor">The miner.</typeparam>
    /// <param name="request">Anchors, candidates and relations.</param>
    /// <param name="measure">How pairs are scored.</param>
    /// <param name="visitor">The miner; called once a row, in ascending order.</param>
    /// <returns>The number of candidates left out because they hold NaN or an infinity.</returns>
    /// <exception cref="NonFiniteValueException">An anchor holds NaN or an infinity; no row was shown.</exception>
    public static int Visit<TVisitor>(in MiningRequest request, ScoreMeasure measure, ref TVisitor visitor)
        where TVisitor : struct, IRowVisitor, allows ref struct
    {
        FiniteRows.Require(request.Anchors, "anchors");
        using RentedArray<int> droppedBuffer = new(request.Candidates.Rows);
        ReadOnlySpan<int> dropped = NonFiniteRows(request.Candidates, droppedBuffer.Span);
        using ScoreOperands operands = new(request.Anchors, request.Candidates, candidatesAreAnchors: false, measure);
        RowCapacity capacity = RowCapacity.Of(request.Relations, dropped.Length);
        using RentedArray<int> indices = new(RowGatherer.IndexLength(capacity));
        using RentedArray<float> values = new(checked(2 * capacity.Positives));
        RowGatherer gatherer = new(request.Relations, dropped, capacity, indices.Span, values.Span);
        using ScoreTile tile = new(request.Relations, capacity, request.Anchors.Columns, wantsGradients: false, hasDistances: false);
        for (int first = 0; first < request.Relations.RowCount; first += tile.MaxRows)
        {
            tile.Load(request.Relations, operands, first);
            for (int i = 0; i < tile.Rows; i++)
            {
                gatherer.Read(first + i);
                operands.FinishScores(tile.RowOf(i), tile.AnchorOf(i), gatherer.Anchor, request.Relations.SharedNegatives, tile.CloseOf(i));
                visitor.Visit(gatherer.Gather(first + i, operands, tile.AnchorOf(i), tile.RowOf(i), tile.RowOf(i), [], []));
            }
        }

        return dropped.Length;
    }

    private static void CheckSettings(ScoreMeasure measure, Reduction reduction)
    {
        if (!Enum.IsDefined(measure))
        {
            throw new ArgumentOutOfRangeException(nameof(measure), measure, $"Expected a known measure, but got {measure}.");
        }

        if (!Enum.IsDefined(reduction))
        {
            throw new ArgumentOutOfRangeException(nameof(reduction), reduction, $"Expected a known reduction, but got {reduction}.");
        }
    }

    private static ReadOnlySpan<int> NonFiniteRows(ReadOnlyMatrixSpan candidates, Span<int> buffer)
    {
        int count = 0;
        for (int row = 0; row < candidates.Rows; row++)
        {
            if (!FiniteRows.AreAllFinite(candidates[row]))
            {
                buffer[count++] = row;
            }
        }

        return buffer[..count];
    }
}
