using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Variance spread: all dimensions of the anchors should vary equally.</summary>
/// <remarks>
/// <para><c>L = w / D * sum_j (v_j - mean v)^2</c>, v_j the population variance of dimension j over the anchors.
/// Gradient: <c>4 w / (D N) (v_j - mean v) (x_ij - mean_i x_ij)</c>. All sums are taken in double.</para>
/// <para>It looks at the anchors alone: any relations will do (<see cref="PairRelations.None"/> says that there are none), and candidates of their own have gradient 0. A term is an anchor; row values are 0,
/// because the loss is no sum over anchors, and anchor weights are refused for the same reason. No anchor gives 0; a zero vector is a point like any other. Immutable and thread safe.</para>
/// <para>Source: ruvector-attention, training module, where it is called spectral regularization and has no gradient.</para>
/// </remarks>
public sealed class VarianceSpreadLoss : ILoss
{
    private readonly float _weight;

    /// <summary>Creates the loss with default settings.</summary>
    public VarianceSpreadLoss()
        : this(new VarianceSpreadOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public VarianceSpreadLoss(VarianceSpreadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _weight = LossGuard.CheckNonNegative(options.Weight, "weight", nameof(options));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has anchor weights.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.Check(batch, outputs);
        DirectOutputs.RefuseWeights(batch, "the variance spread");
        outputs.RowValues.Clear();
        DirectOutputs.PutZeros(outputs.CandidateGradients, outputs.Accumulate);
        ReadOnlyMatrixSpan anchors = batch.Anchors;
        int zeroRows = UnitRows.CountZeroRows(anchors) + (batch.CandidatesAreAnchors ? 0 : UnitRows.CountZeroRows(batch.Candidates));
        if (anchors.IsEmpty)
        {
            return new LossResult(0, 0, ZeroRows: zeroRows);
        }

        using RentedArray<double> memory = new(2 * anchors.Columns);
        Span<double> means = memory.Span[..anchors.Columns];
        Span<double> variances = memory.Span[anchors.Columns..];
        ColumnMoments.Compute(anchors, means, variances);
        double spread = ToDeviations(variances, anchors.Rows);
        WriteGradients(anchors, means, variances, outputs);
        return new LossResult(_weight * spread, anchors.Rows, ZeroRows: zeroRows);
    }

    /// <summary>Turns sums of squares into variances less their mean.</summary>
    /// <returns>The variance of the variances.</returns>
    private static double ToDeviations(Span<double> squares, int rows)
    {
        double mean = 0;
        foreach (double square in squares)
        {
            mean += square / rows / squares.Length;
        }

        double spread = 0;
        for (int j = 0; j < squares.Length; j++)
        {
            squares[j] = (squares[j] / rows) - mean;
            spread += squares[j] * squares[j];
        }

        return spread / squares.Length;
    }

    private void WriteGradients(ReadOnlyMatrixSpan anchors, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, in LossOutputs outputs)
    {
        MatrixSpan target = outputs.AnchorGradients;
        double factor = 4.0 * outputs.Scale * _weight / anchors.Columns / anchors.Rows;
        for (int i = 0; i < target.Rows; i++)
        {
            for (int j = 0; j < target.Columns; j++)
            {
                DirectOutputs.Put(ref target[i][j], factor * deviations[j] * (anchors[i][j] - means[j]), outputs.Accumulate);
            }
        }
    }
}
