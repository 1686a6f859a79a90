namespace RuVector.Training.Optimizers;

/// <summary>An optimizer that treats every parameter alone: it steps a whole vector, or some rows of a table.</summary>
/// <remarks>
/// <para>Steps over rows: moments are lazy (a row that is not named keeps them), the step count in bias corrections is that of the table and not of the row, and coupled weight decay
/// reaches named rows only, as in torch's SparseAdam. Decoupled weight decay that a row missed is made up for when it is next named.</para>
/// </remarks>
public abstract class ElementwiseOptimizer : Optimizer, ISparseOptimizer
{
    private static readonly int[] _onlyRow = [0];

    private readonly MomentBuffers _moments;
    private readonly RowGradients _rowGradients = new();
    private readonly RowDecay _rowDecay = new();
    private bool _stepsRows;
    private bool _hadLargeGradients;

    private protected ElementwiseOptimizer(string kind, float learningRate, WeightDecay weightDecay, params Moment[] moments)
        : base(kind, learningRate, weightDecay) => _moments = new MomentBuffers(moments);

    private bool KeepsRowDecay => _stepsRows && WeightDecay.Decoupled > 0;

    /// <inheritdoc/>
    public StepOutcome StepRows(MatrixSpan table, ReadOnlySpan<int> rows, ReadOnlyMatrixSpan gradients)
    {
        using StepGate.Pass pass = Enter();
        StepGuard.CheckRows(table, rows, gradients);
        RequireKind(stepsRows: true);
        if (StepCount > 0 && !Layout.IsTableOf(table.Rows, table.Columns))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected the parameters {Layout}, as in earlier steps, but got table [{table.Rows}, {table.Columns}]."), nameof(table));
        }

        ParameterLayout layout = StepCount > 0 ? Layout : ParameterLayout.OfTable(table.Rows, table.Columns);
        for (int i = 0; i < gradients.Rows; i++)
        {
            if (!float.IsFinite(Magnitude.Largest(gradients[i])))
            {
                return Count(StepOutcome.SkippedNonFiniteGradient, layout);
            }
        }

        if (StepCount == 0)
        {
            Clear(layout, stepsRows: true);
        }

        _rowGradients.Gather(rows, gradients);
        return Count(UpdateRows(table), layout);
    }

    /// <summary>Applies the rule of a step.</summary>
    /// <param name="pass">What to apply it to.</param>
    /// <param name="step">Number of the step, from 1.</param>
    /// <returns>Whether the step was taken.</returns>
    private protected abstract StepOutcome Apply(in UpdatePass pass, long step);

    private protected sealed override void Prepare(ParameterLayout layout)
    {
        RequireKind(stepsRows: false);
        if (StepCount == 0)
        {
            Clear(layout, stepsRows: false);
        }
    }

    private protected sealed override StepOutcome Update(Span<float> parameters, ReadOnlySpan<float> gradients, float magnitude)
    {
        float decay = (float)WeightDecay.ShareAt(LearningRate);
        return Apply(new MatrixSpan(parameters, 1, parameters.Length), _onlyRow, gradients, new ReadOnlySpan<float>(in decay), magnitude);
    }

    private protected override void Write(StateWriter writer)
    {
        _moments.Write(writer);
        writer.Add("steps_rows", _stepsRows ? 1 : 0);
        if (KeepsRowDecay)
        {
            _rowDecay.Write(writer);
        }
    }

    private protected override Action Read(StateReader reader)
    {
        bool stepsRows = reader.Scalar("steps_rows", 0, 1) > 0;
        if (stepsRows && !reader.Layout.IsTable)
        {
            throw StateReader.Refusal($"Expected one table in a state of steps over rows, but got the parameters {reader.Layout}.");
        }

        Action moments = _moments.Read(reader, reader.Length);
        Action decay = stepsRows && WeightDecay.Decoupled > 0 ? _rowDecay.Read(reader, reader.Layout.Shapes[0].Dimensions[0]) : static () => { };
        return () =>
        {
            moments();
            decay();
            _stepsRows = stepsRows;
            _hadLargeGradients = _moments.LargestMagnitude() > UpdatePass.SafeGradient;
        };
    }

    private void RequireKind(bool stepsRows)
    {
        if (StepCount > 0 && _stepsRows != stepsRows)
        {
            (string earlier, string now) = stepsRows ? ("all parameters", "rows") : ("rows", "all parameters");
            throw new InvalidOperationException($"Expected a step over {earlier}, as earlier steps were, but got one over {now}. Reset the optimizer to change over.");
        }
    }

    private void Clear(ParameterLayout layout, bool stepsRows)
    {
        _moments.Clear((int)layout.Length);
        (_stepsRows, _hadLargeGradients) = (stepsRows, false);
        if (KeepsRowDecay)
        {
            _rowDecay.Clear(layout.Shapes[0].Dimensions[0]);
        }
    }

    private StepOutcome UpdateRows(MatrixSpan table)
    {
        ReadOnlySpan<int> rows = _rowGradients.Rows;
        double share = WeightDecay.ShareAt(LearningRate);
        Span<float> decays = _rowGradients.Decays;
        decays.Clear();
        if (KeepsRowDecay)
        {
            _rowDecay.Shares(rows, share, decays);
        }

        StepOutcome outcome = Apply(table, rows, _rowGradients.Sums, decays, Magnitude.Largest(_rowGradients.Sums));
        if (outcome == StepOutcome.Taken && KeepsRowDecay)
        {
            _rowDecay.Advance(rows, share);
        }

        return outcome;
    }

    private StepOutcome Apply(MatrixSpan table, ReadOnlySpan<int> rows, ReadOnlySpan<float> gradients, ReadOnlySpan<float> decays, float largestGradient)
    {
        if (WeightDecay.Coupled > 0)
        {
            largestGradient += WeightDecay.Coupled * LargestParameter(table, rows);
        }

        bool hasLargeGradients = _hadLargeGradients || !(largestGradient <= UpdatePass.SafeGradient);
        UpdatePass pass = new()
        {
            Table = table,
            Rows = rows,
            Gradients = gradients,
            Moments = _moments,
            Decays = decays,
            CoupledDecay = WeightDecay.Coupled,
            HasLargeGradients = hasLargeGradients,
        };
        StepOutcome outcome = Apply(pass, StepCount + 1);
        _hadLargeGradients = outcome == StepOutcome.Taken ? hasLargeGradients : _hadLargeGradients;
        return outcome;
    }

    private static float LargestParameter(MatrixSpan table, ReadOnlySpan<int> rows)
    {
        float largest = 0;
        foreach (int row in rows)
        {
            largest = Math.Max(largest, Magnitude.Largest(table[row]));
        }

        return largest;
    }
}
