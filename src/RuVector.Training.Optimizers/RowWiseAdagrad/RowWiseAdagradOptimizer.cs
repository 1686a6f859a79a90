using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Adagrad with one number of state for each row of a table: rows that are named rarely move far, in the memory of a single column.</summary>
/// <remarks>
/// <para><c>s_r += mean_k g_rk^2; p_rk -= lr / (1 + (t - 1) decay) * g_rk / (sqrt(s_r) + eps)</c>; t counts steps, not those of a row. No weight decay.</para>
/// <para>A tensor with two axes has its rows; any other one is a single row; one without a value has none. A row that is not named keeps all, as one with a gradient of 0 does, so steps over rows and over all parameters may alternate.</para>
/// <para>State: <c>sum</c>, s of each row, in the order of the parameters.</para>
/// <para>Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", 2011, shared by the coordinates of a row as in Naumov et al., "Deep Learning Recommendation Model", 2019.</para>
/// </remarks>
public sealed class RowWiseAdagradOptimizer : Optimizer, ISparseOptimizer
{
    private readonly float _learningRateDecay;
    private readonly float _epsilon;
    private readonly RowGradients _rowGradients = new();
    private float[] _sums = [];
    private float[] _next = [];
    private float[] _trial = [];
    private ParameterLayout _layout = ParameterLayout.None;

    /// <summary>Creates the optimizer with default settings.</summary>
    public RowWiseAdagradOptimizer()
        : this(new RowWiseAdagradOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public RowWiseAdagradOptimizer(RowWiseAdagradOptions options)
        : base("RowWiseAdagrad", SettingsGuard.Check(options, new RowWiseAdagradOptionsValidator()).LearningRate, WeightDecay.OfGradients(0)) =>
        (_learningRateDecay, _epsilon) = (options.LearningRateDecay, options.Epsilon);

    /// <inheritdoc/>
    public StepOutcome StepRows(MatrixSpan table, ReadOnlySpan<int> rows, ReadOnlyMatrixSpan gradients)
    {
        using StepGate.Pass pass = Enter();
        StepGuard.CheckRows(table, rows, gradients);
        ParameterLayout layout = LayoutOf(table);
        if (!StepGuard.AreFinite(gradients))
        {
            return Count(StepOutcome.SkippedNonFiniteGradient, layout);
        }

        Prepare(layout);
        _rowGradients.Gather(rows, gradients);
        ReadOnlySpan<int> named = table.Columns == 0 ? [] : _rowGradients.Rows;
        Reserve(named.Length);
        float rate = RateAt(LearningRate);
        for (int i = 0; i < named.Length; i++)
        {
            if (!TryAdd(named[i], table[named[i]], _rowGradients.SumOf(i), rate, out _next[i]))
            {
                return Count(StepOutcome.SkippedOverflow, layout);
            }
        }

        for (int i = 0; i < named.Length; i++)
        {
            _sums[named[i]] = _next[i];
            Move(table[named[i]], _rowGradients.SumOf(i), _next[i], rate);
        }

        return Count(StepOutcome.Taken, layout);
    }

    private protected override void Prepare(ParameterLayout layout)
    {
        _layout = layout;
        if (StepCount == 0)
        {
            int rows = RowsOf(layout);
            Array.Resize(ref _sums, rows);
            Array.Clear(_sums);
        }
    }

    private protected override StepOutcome Update(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments, float magnitude)
    {
        foreach (StepSegment segment in segments)
        {
            if (segment.WeightDecay > 0)
            {
                throw new ArgumentException(FormattableString.Invariant($"Expected no weight decay, which row-wise Adagrad does not have, but a group has {segment.WeightDecay}."), nameof(parameters));
            }
        }

        Reserve(_sums.Length);
        if (!Run(parameters, gradients, segments, isTrial: true))
        {
            return StepOutcome.SkippedOverflow;
        }

        Run(parameters, gradients, segments, isTrial: false);
        return StepOutcome.Taken;
    }

    private protected override void Write(StateWriter writer) => writer.Add("sum", _sums);

    private protected override Action Read(StateReader reader)
    {
        int rows = Math.Min(reader.Length, RowsOf(reader.Layout)); // the length is refused first where it is beyond an array
        float[] sums = reader.Tensor("sum", rows, isNonNegative: true);
        return () => _sums = sums;
    }

    private static int RowsOf(ParameterShape shape) => shape.Length == 0 ? 0 : shape.Dimensions.Length == 2 ? shape.Dimensions[0] : 1;

    private static int RowsOf(ParameterLayout layout) => layout.Shapes.Sum(RowsOf);

    /// <summary>Computes the next sums of all rows, or moves the rows by them.</summary>
    /// <returns>Whether all stays finite.</returns>
    private bool Run(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments, bool isTrial)
    {
        bool isFinite = true;
        int first = 0, segment = 0;
        for (int index = 0; index < _layout.Shapes.Length && segment < segments.Length; index++)
        {
            int rows = RowsOf(_layout.Shapes[index]);
            if (segments[segment].Index == index)
            {
                StepSegment its = segments[segment++];
                int columns = rows == 0 ? 0 : its.Length / rows;
                float rate = RateAt(its.LearningRate);
                for (int row = 0; row < rows && isFinite; row++)
                {
                    Span<float> values = parameters.Slice(its.Start + (row * columns), columns);
                    ReadOnlySpan<float> gradient = gradients.Slice(its.Start + (row * columns), columns);
                    if (isTrial)
                    {
                        isFinite = TryAdd(first + row, values, gradient, rate, out _next[first + row]);
                    }
                    else
                    {
                        _sums[first + row] = _next[first + row];
                        Move(values, gradient, _next[first + row], rate);
                    }
                }
            }

            first += rows;
        }

        return isFinite;
    }

    private float RateAt(float learningRate) => (float)(learningRate / (1 + (StepCount * (double)_learningRateDecay)));

    /// <summary>Computes the next sum of a row.</summary>
    /// <returns>Whether the sum and the moved row are finite.</returns>
    private bool TryAdd(int row, ReadOnlySpan<float> values, ReadOnlySpan<float> gradient, float rate, out float sum)
    {
        sum = (float)(_sums[row] + (GradientNorm.SumOfSquares(gradient) / values.Length));
        if (!float.IsFinite(sum))
        {
            return false;
        }

        if (FactorOf(sum, rate) * (double)Magnitude.Largest(gradient) <= UpdatePass.SafeMove)
        {
            return true;
        }

        if (_trial.Length < values.Length)
        {
            _trial = new float[values.Length];
        }

        Span<float> trial = _trial.AsSpan(0, values.Length);
        values.CopyTo(trial);
        Move(trial, gradient, sum, rate);
        return float.IsFinite(Magnitude.Largest(trial));
    }

    private float FactorOf(float sum, float rate) => rate / (MathF.Sqrt(sum) + _epsilon);

    private void Move(Span<float> values, ReadOnlySpan<float> gradient, float sum, float rate) => RowKernels.AddScaled(gradient, -FactorOf(sum, rate), values);

    private void Reserve(int rows)
    {
        if (_next.Length < rows)
        {
            _next = new float[rows];
        }
    }
}
