using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>An optimizer that treats every parameter alone: it steps a whole vector, or some rows of a table.</summary>
/// <remarks>
/// <para>Steps over rows: moments are lazy (a row that is not named keeps them), the step count in bias corrections is that of the table and not of the row, and coupled weight decay
/// reaches named rows only, as in torch's SparseAdam. Decoupled weight decay that a row missed is made up for when it is next named.</para>
/// </remarks>
public abstract class ElementwiseOptimizer : Optimizer, ISparseOptimizer
{
    private readonly MomentBuffers _moments;
    private readonly UpdatePieces _pieces = new();
    private readonly RowGradients _rowGradients = new();
    private readonly RowDecay _rowDecay = new();
    private bool _stepsRows;
    private bool _hadLargeGradients;

    private protected ElementwiseOptimizer(string kind, float learningRate, WeightDecay weightDecay, params Moment[] moments)
        : base(kind, learningRate, weightDecay) => _moments = new MomentBuffers(moments);

    private bool KeepsRowDecay => _stepsRows && DecaysRows;

    private bool DecaysRows => WeightDecay is { IsDecoupled: true, Value: > 0 };

    /// <inheritdoc/>
    public StepOutcome StepRows(MatrixSpan table, ReadOnlySpan<int> rows, ReadOnlyMatrixSpan gradients)
    {
        using StepGate.Pass pass = Enter();
        StepGuard.CheckRows(table, rows, gradients);
        RequireKind(stepsRows: true);
        ParameterLayout layout = LayoutOf(table);
        if (!StepGuard.AreFinite(gradients))
        {
            return Count(StepOutcome.SkippedNonFiniteGradient, layout);
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
    /// <param name="learningRate">The learning rate.</param>
    /// <returns>What the pass says.</returns>
    private protected abstract StepOutcome Apply(in UpdatePass pass, long step, float learningRate);

    private protected sealed override void Prepare(ParameterLayout layout)
    {
        RequireKind(stepsRows: false);
        if (StepCount == 0)
        {
            Clear(layout, stepsRows: false);
        }
    }

    private protected sealed override StepOutcome Update(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments, float magnitude)
    {
        bool hasLargeGradients = _hadLargeGradients || !(LargestGradient(parameters, segments, magnitude) <= UpdatePass.SafeGradient);
        bool isOneRun = RunLength(segments) == segments.Length;
        StepOutcome outcome = Apply(parameters, gradients, segments, hasLargeGradients, tries: true, updates: isOneRun);
        if (outcome == StepOutcome.Taken && !isOneRun)
        {
            outcome = Apply(parameters, gradients, segments, hasLargeGradients, tries: false, updates: true);
        }

        _hadLargeGradients = outcome == StepOutcome.Taken ? hasLargeGradients : _hadLargeGradients;
        return outcome;
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
        Action decay = stepsRows && DecaysRows ? _rowDecay.Read(reader, reader.Layout.Shapes[0].Dimensions[0]) : static () => { };
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
        double share = WeightDecay.Share(LearningRate, WeightDecay.Value);
        Span<float> decays = _rowGradients.Decays;
        decays.Clear();
        if (KeepsRowDecay)
        {
            _rowDecay.Shares(rows, share, decays);
        }

        float coupledDecay = WeightDecay.Coupled(WeightDecay.Value), largest = Magnitude.Largest(_rowGradients.Sums);
        if (coupledDecay > 0)
        {
            largest += coupledDecay * LargestParameter(table, rows);
        }

        _pieces.Take(rows, table.Columns, decays);
        UpdatePass pass = new()
        {
            Parameters = table.Values,
            Gradients = _rowGradients.Sums,
            Moments = _moments,
            Pieces = _pieces.All,
            CoupledDecay = coupledDecay,
            HasLargeGradients = _hadLargeGradients || !(largest <= UpdatePass.SafeGradient),
            Tries = true,
            Updates = true,
        };
        StepOutcome outcome = Apply(pass, StepCount + 1, LearningRate);
        if (outcome == StepOutcome.Taken)
        {
            _hadLargeGradients = pass.HasLargeGradients;
            if (KeepsRowDecay)
            {
                _rowDecay.Advance(rows, share);
            }
        }

        return outcome;
    }

    /// <summary>Applies the rule to segments that follow each other and have the same settings in one pass each.</summary>
    private StepOutcome Apply(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments, bool hasLargeGradients, bool tries, bool updates)
    {
        StepOutcome outcome = StepOutcome.Taken;
        for (int i = 0, count; i < segments.Length && outcome == StepOutcome.Taken; i += count)
        {
            count = RunLength(segments[i..]);
            (StepSegment first, StepSegment last) = (segments[i], segments[i + count - 1]);
            _pieces.Take(first.Start, last.Start + last.Length - first.Start, (float)WeightDecay.Share(first.LearningRate, first.WeightDecay));
            UpdatePass pass = new()
            {
                Parameters = parameters,
                Gradients = gradients,
                Moments = _moments,
                Pieces = _pieces.All,
                CoupledDecay = WeightDecay.Coupled(first.WeightDecay),
                HasLargeGradients = hasLargeGradients,
                Tries = tries,
                Updates = updates,
            };
            outcome = Apply(pass, StepCount + 1, first.LearningRate);
        }

        return outcome;
    }

    /// <summary>The number of segments, from the first one on, that follow each other and have the same settings.</summary>
    private static int RunLength(ReadOnlySpan<StepSegment> segments)
    {
        int count = Math.Min(1, segments.Length);
        while (count < segments.Length)
        {
            (StepSegment last, StepSegment next) = (segments[count - 1], segments[count]);
            if (next.Start != last.Start + last.Length || next.LearningRate != last.LearningRate || next.WeightDecay != last.WeightDecay)
            {
                break;
            }

            count++;
        }

        return count;
    }

    /// <summary>Bounds the gradients with coupled weight decay added.</summary>
    private float LargestGradient(ReadOnlySpan<float> parameters, ReadOnlySpan<StepSegment> segments, float magnitude)
    {
        float largest = magnitude;
        foreach (StepSegment segment in segments)
        {
            if (WeightDecay.Coupled(segment.WeightDecay) is > 0 and float decay)
            {
                float decayed = magnitude + (decay * Magnitude.Largest(parameters.Slice(segment.Start, segment.Length)));
                largest = largest >= decayed ? largest : decayed;
            }
        }

        return largest;
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
