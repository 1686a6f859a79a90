using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

/// <summary>What every optimizer with steps over rows promises for them.</summary>
[TestFixtureSource(nameof(Sparse))]
public sealed class SparseConformanceTests(OptimizerCase subject)
{
    private const int Rows = 6;
    private const int Columns = 11;

    private static IEnumerable<OptimizerCase> Sparse() => OptimizerCase.All.Where(static c => c.Create() is ISparseOptimizer);

    [Test]
    public void StepRows_AllRowsInEveryStep_EqualsDenseStepsToTheBit()
    {
        float[,] table = Table();
        ParameterSet set = new(new ParameterShape("table", Rows, Columns));
        table.Cast<float>().ToArray().CopyTo(set.Values);
        ISparseOptimizer sparse = Create(), dense = Create();
        for (int step = 0; step < 6; step++)
        {
            float[,] g = Batches.Matrix(Rows, Columns, seed: 10 + step);
            sparse.LearningRate = dense.LearningRate = 0.125f / (1 + step);
            sparse.StepRows(table, [0, 1, 2, 3, 4, 5], g).ShouldBe(StepOutcome.Taken);
            g.Cast<float>().ToArray().CopyTo(set.Gradients);
            dense.Step(set);
        }

        Bits.Of([.. table.Cast<float>()]).ShouldBe(Bits.Of(set.Values));
        (sparse.StepCount, sparse.ExportState().Layout.Single()).ShouldBe((6, new ParameterShape("table", Rows, Columns)));
        foreach ((string name, float[] tensor) in dense.ExportState().Tensors)
        {
            Bits.Of(sparse.ExportState().Tensors[name]).ShouldBe(Bits.Of(tensor), name);
        }
    }

    [Test]
    public void StepRows_RowsInAnyOrder_SameBits()
    {
        float[,] one = Table(), other = Table(), g = Batches.Matrix(3, Columns, seed: 3);
        float[,] turned = new float[3, Columns];
        for (int column = 0; column < Columns; column++)
        {
            (turned[0, column], turned[1, column], turned[2, column]) = (g[2, column], g[0, column], g[1, column]);
        }

        Create().StepRows(one, [1, 5, 3], g);
        Create().StepRows(other, [3, 1, 5], turned);

        Bits.Of([.. one.Cast<float>()]).ShouldBe(Bits.Of([.. other.Cast<float>()]));
    }

    [Test]
    public void StepRows_RowNamedThreeTimes_IsSteppedOnceByTheSum()
    {
        float[,] repeated = Table(), single = Table(), g = Batches.Matrix(4, Columns, seed: 3), sum = new float[2, Columns];
        for (int column = 0; column < Columns; column++)
        {
            sum[0, column] = (float)((double)g[0, column] + g[1, column] + g[3, column]);
            sum[1, column] = g[2, column];
        }

        Create().StepRows(repeated, [4, 4, 2, 4], g);
        Create().StepRows(single, [4, 2], sum);

        Bits.Of([.. repeated.Cast<float>()]).ShouldBe(Bits.Of([.. single.Cast<float>()]));
    }

    [Test]
    public void StepRows_RowsNotNamed_KeepValuesAndMoments()
    {
        float[,] table = Table();
        for (int column = 0; column < Columns; column++)
        {
            table[3, column] = float.NaN;
        }

        ISparseOptimizer optimizer = Create();
        optimizer.StepRows(table, [0, 1, 2, 4, 5], Batches.Matrix(5, Columns, seed: 3));
        (float[] before, OptimizerState state) = ([.. table.Cast<float>()], optimizer.ExportState());

        optimizer.StepRows(table, [2], Batches.Matrix(1, Columns, seed: 4)).ShouldBe(StepOutcome.Taken);

        ShouldDifferInRow(before, [.. table.Cast<float>()], row: 2);
        foreach ((string name, float[] tensor) in optimizer.ExportState().Tensors.Where(static t => t.Value.Length == Rows * Columns))
        {
            ShouldDifferInRow(state.Tensors[name], tensor, row: 2);
        }
    }

    [Test]
    public void StepRows_RowNamedNowAndThen_MatchesOracleOfThatRow()
    {
        float[,] table = Table();
        double[] expected = [.. Enumerable.Range(0, Columns).Select(column => (double)table[1, column])];
        ISparseOptimizer optimizer = Create();
        OracleStep oracle = subject.Oracle(Columns);
        double missedDecay = 1;
        for (int step = 1; step <= 40; step++)
        {
            float[,] g = Batches.Matrix(1, Columns, seed: 10 + step);
            optimizer.LearningRate = 0.5f / step;
            bool isNamed = step is 1 or 2 or 7 or 40;
            optimizer.StepRows(table, isNamed ? [1] : [4], g);
            if (isNamed)
            {
                expected = Array.ConvertAll(expected, p => p * missedDecay);
                oracle(expected, [.. g.Cast<float>()], step, 0.5f / step);
                missedDecay = 1;
            }
            else
            {
                missedDecay *= 1 - (0.5f / step * subject.DecoupledDecay);
            }
        }

        Tolerance.ForFloat.ShouldAccept([.. Enumerable.Range(0, Columns).Select(column => table[1, column])], expected, "row 1");
    }

    [Test]
    public void StepRows_NoRows_IsAStep()
    {
        float[,] table = Table();
        ISparseOptimizer optimizer = Create();

        optimizer.StepRows(table, [], new float[0, Columns]).ShouldBe(StepOutcome.Taken);

        optimizer.StepCount.ShouldBe(1);
        table.ShouldBe(Table());
    }

    [Test]
    public void StepRows_GradientsWithGaps_EqualPackedOnes()
    {
        float[,] one = Table(), other = Table(), wide = Batches.Matrix(2, Columns + 5, seed: 3), packed = new float[2, Columns];
        for (int row = 0; row < 2; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                packed[row, column] = wide[row, column + 2];
            }
        }

        Create().StepRows(one, [1, 5], packed);
        Create().StepRows(other, [1, 5], ((ReadOnlyMatrixSpan)wide).SliceColumns(2, Columns));

        one.ShouldBe(other);
    }

    [Test]
    public void StepRows_NonFiniteGradientAtAnyPosition_ChangesNothing([Values(float.NaN, float.NegativeInfinity)] float bad)
    {
        float[,] table = Table();
        ISparseOptimizer optimizer = Create();
        optimizer.StepRows(table, [1, 2], Batches.Matrix(2, Columns, seed: 3));
        (int[] before, string state) = (Bits.Of([.. table.Cast<float>()]), Bits.WithoutSkips(optimizer));

        for (int position = 0; position < 2 * Columns; position++)
        {
            float[,] g = Batches.Matrix(2, Columns, seed: 4);
            g[position / Columns, position % Columns] = bad;
            optimizer.StepRows(table, [2, 0], g).ShouldBe(StepOutcome.SkippedNonFiniteGradient);
        }

        optimizer.SkippedSteps.ShouldBe(2 * Columns);
        Bits.Of([.. table.Cast<float>()]).ShouldBe(before);
        Bits.WithoutSkips(optimizer).ShouldBe(state);
    }

    [Test]
    public void StepRows_FiniteGradientsWithInfiniteSum_AreSkippedAsOverflow()
    {
        float[,] table = Table(), g = new float[2, Columns];
        (g[0, 4], g[1, 4]) = (3e38f, 3e38f);
        ISparseOptimizer optimizer = Create();

        optimizer.StepRows(table, [3, 3], g).ShouldBe(StepOutcome.SkippedOverflow);

        (optimizer.StepCount, optimizer.SkippedSteps).ShouldBe((0, 1));
        table.ShouldBe(Table());
    }

    [Test]
    public void StepRows_AfterWarmUp_AllocatesNothing()
    {
        float[,] table = Table(), g = Batches.Matrix(4, Columns, seed: 3);
        ISparseOptimizer optimizer = Create();
        optimizer.StepRows(table, [0, 1, 2, 2], g);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++)
        {
            optimizer.StepRows(table, [5, step % Rows, 4, 5], g);
            optimizer.StepRows(table, [step % Rows], ((ReadOnlyMatrixSpan)g).SliceRows(0, 1));
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Test]
    public void ImportState_OfStepsOverRows_ContinuesToTheBit()
    {
        float[,] table = Table();
        ISparseOptimizer original = Create(), copy = Create();
        Run(original, table, from: 0, to: 7);
        float[,] other = (float[,])table.Clone();

        copy.ImportState(original.ExportState());

        Run(original, table, from: 7, to: 14);
        Run(copy, other, from: 7, to: 14);
        Bits.Of([.. other.Cast<float>()]).ShouldBe(Bits.Of([.. table.Cast<float>()]));
        Bits.Of(copy.ExportState()).ShouldBe(Bits.Of(original.ExportState()));
    }

    [Test]
    public void StepRows_AfterReset_IsLikeNew()
    {
        float[,] table = Table(), other = Table();
        ISparseOptimizer optimizer = Create();
        Run(optimizer, Table(), from: 0, to: 9);

        optimizer.Reset();

        Run(optimizer, table, from: 0, to: 9);
        Run(Create(), other, from: 0, to: 9);
        table.ShouldBe(other);
    }

    private static float[,] Table() => Batches.Matrix(Rows, Columns, seed: 1);

    private static void Run(ISparseOptimizer optimizer, float[,] table, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            optimizer.StepRows(table, [step % Rows, (2 * step) % Rows], Batches.Matrix(2, Columns, seed: 50 + step)).ShouldBe(StepOutcome.Taken);
        }
    }

    private static void ShouldDifferInRow(float[] before, float[] after, int row)
    {
        for (int r = 0; r < Rows; r++)
        {
            bool isSame = Bits.Of(before.AsSpan(r * Columns, Columns)).SequenceEqual(Bits.Of(after.AsSpan(r * Columns, Columns)));
            isSame.ShouldBe(r != row, $"row {r}");
        }
    }

    private ISparseOptimizer Create()
    {
        ISparseOptimizer optimizer = (ISparseOptimizer)subject.Create();
        optimizer.LearningRate = 0.0625f;
        return optimizer;
    }
}
