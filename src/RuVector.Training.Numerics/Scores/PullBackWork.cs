namespace RuVector.Training.Numerics;

/// <summary>Completes summed gradients of anchors or candidates, takes them back through the normalisation, scales them, and writes them out; some rows a chunk.</summary>
internal readonly ref struct PullBackWork : IChunkedWork
{
    private const int ValuesPerChunk = 1 << 16;
    private const double NanosecondsPerValue = 0.4, NanosecondsPerPairValue = 0.1;

    public required ScoreOperands Operands { get; init; }

    /// <summary>Gets the vectors whose gradients these are.</summary>
    public required ReadOnlyMatrixSpan Vectors { get; init; }

    public required RowFacts Facts { get; init; }

    /// <summary>Gets what products and anchors have added so far; overwritten with the gradients.</summary>
    public required MatrixSpan Sums { get; init; }

    /// <summary>Gets the rows that have sums so far; the others are undefined and stand for zeros.</summary>
    public required IndexRange Summed { get; init; }

    /// <summary>Gets the pairs that are still to be added.</summary>
    public required CandidatePairs Pairs { get; init; }

    /// <summary>Gets what the gradients are added to; empty where nothing is.</summary>
    public required MatrixSpan AddedTo { get; init; }

    public required double Factor { get; init; }

    private int RowsPerChunk => Math.Max(1, ValuesPerChunk / Math.Max(1, Sums.Columns));

    public static void Run(in PullBackWork work)
    {
        int rows = work.RowsPerChunk;
        double nanoseconds = ((NanosecondsPerValue * work.Sums.Rows) + (NanosecondsPerPairValue * work.Pairs.Count)) * work.Sums.Columns;
        ComputeThreads.Run(work, (work.Sums.Rows + rows - 1) / rows, nanoseconds);
    }

    public void Run(int chunk)
    {
        for (int row = chunk * RowsPerChunk; row < Math.Min(Sums.Rows, (chunk + 1) * RowsPerChunk); row++)
        {
            Complete(row, Sums[row]);
            if (!AddedTo.IsEmpty)
            {
                RowKernels.AddScaled(Sums[row], 1, AddedTo[row]);
            }
        }
    }

    private void Complete(int row, Span<float> gradient)
    {
        bool normalises = ScoreOperands.UsesUnitRows(Operands.Measure);
        ReadOnlySpan<int> pairs = Pairs.Of(row);
        if (!Summed.Contains(row))
        {
            if (normalises && pairs.Length == 1 && TryPullBackPair(row, pairs[0], gradient))
            {
                return;
            }

            gradient.Clear();
        }

        foreach (int pair in pairs)
        {
            (int anchor, float derivative) = Pairs[pair];
            PairGradients.AddToCandidate(Operands, anchor, row, derivative, gradient);
        }

        if (normalises)
        {
            PullBack(row, gradient);
        }
        else
        {
            RowKernels.Multiply(gradient, (float)Factor, gradient);
        }
    }

    /// <summary>Writes the gradient of a row that is in one pair alone without summing it first, where the numbers stay inside the range of float32.</summary>
    private bool TryPullBackPair(int row, int pair, Span<float> gradient)
    {
        (int anchor, float derivative) = Pairs[pair];
        (float anchorFactor, float scale) = ((float)PairGradients.AnchorFactor(Operands, anchor, derivative), (float)Facts.Scales[row]);
        if (!float.IsNormal(anchorFactor) || !float.IsNormal(scale))
        {
            return false;
        }

        UnitRows.PullBack(Operands.Anchors[anchor], anchorFactor, Vectors[row], scale, Facts.Lengths[row], Factor, gradient);
        return true;
    }

    private void PullBack(int row, Span<float> gradient)
    {
        double scale = Facts.Scales[row];
        if (float.IsNormal((float)scale))
        {
            UnitRows.PullBack(Vectors[row], (float)scale, Facts.Lengths[row], Factor, gradient);
            return;
        }

        using RentedArray<float> unit = new(gradient.Length);
        UnitRows.Scale(Vectors[row], scale, unit.Span);
        UnitRows.PullBack(unit.Span, Facts.Lengths[row], Factor, gradient);
    }
}
