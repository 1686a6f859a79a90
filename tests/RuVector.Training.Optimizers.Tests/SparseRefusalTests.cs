namespace RuVector.Training.Optimizers.Tests;

/// <summary>Wrong calls of steps over rows; one optimizer stands for all, which share the code.</summary>
[TestFixture]
public sealed class SparseRefusalTests
{
    private readonly float[,] _table = new float[3, 2];
    private AdamWOptimizer _optimizer = null!;

    [SetUp]
    public void TakeAStep()
    {
        _optimizer = new AdamWOptimizer();
        _optimizer.StepRows(_table, [0, 2], new float[,] { { 1, 2 }, { 3, 4 } });
    }

    [Test]
    public void StepRows_RowThatDoesNotExist_IsRefused([Values(-1, 3)] int row) =>
        Refused<ArgumentOutOfRangeException>(() => _optimizer.StepRows(_table, [1, row], new float[2, 2]))
            .ShouldStartWith(FormattableString.Invariant($"Expected rows below 3, the number of rows of the table, but got row {row} at 1. (Parameter 'rows')"));

    [TestCase(1, 2)]
    [TestCase(2, 3)]
    public void StepRows_GradientsOfAnotherShape_AreRefused(int rows, int columns) =>
        Refused<ArgumentException>(() => _optimizer.StepRows(_table, [1, 2], new float[rows, columns]))
            .ShouldBe($"Expected gradients of shape [2, 2], one row per named row, but got [{rows}, {columns}]. (Parameter 'gradients')");

    [Test]
    public void StepRows_AnotherTable_IsRefusedNamingBoth() =>
        Refused<ArgumentException>(() => _optimizer.StepRows(new float[2, 3], [1], new float[1, 3]))
            .ShouldBe("Expected the parameters table [3, 2], as in earlier steps, but got table [2, 3]. (Parameter 'table')");

    [Test]
    public void StepRows_TableWithGaps_IsRefused() =>
        Refused<ArgumentException>(() => _optimizer.StepRows(new MatrixSpan(new float[12], 3, 2, 4), [1], new float[1, 2]))
            .ShouldBe("Expected a densely packed table with row stride 2, but got row stride 4. (Parameter 'table')");

    [Test]
    public void StepRows_OverlappingGradients_AreRefused() =>
        Refused<ArgumentException>(() => _optimizer.StepRows(_table, [1], ((ReadOnlyMatrixSpan)_table).SliceRows(2, 1)))
            .ShouldBe("Expected gradients in memory of their own, but they overlap the parameters. (Parameter 'gradients')");

    [Test]
    public void Step_AfterStepsOverRows_IsRefused([Values(0f, float.NaN)] float gradient) =>
        Refused<InvalidOperationException>(() => _optimizer.Step(new float[6], [gradient, 0, 0, 0, 0, 0]))
            .ShouldBe("Expected a step over rows, as earlier steps were, but got one over all parameters. Reset the optimizer to change over.");

    [Test]
    public void StepRows_AfterDenseSteps_IsRefusedUntilReset()
    {
        _optimizer = new AdamWOptimizer();
        _optimizer.Step(new float[6], new float[6]);

        Refused<InvalidOperationException>(() => _optimizer.StepRows(_table, [1], new float[1, 2]))
            .ShouldBe("Expected a step over all parameters, as earlier steps were, but got one over rows. Reset the optimizer to change over.");

        _optimizer.Reset();
        _optimizer.StepRows(_table, [1], new float[1, 2]).ShouldBe(StepOutcome.Taken);
    }

    [Test]
    public void ImportState_OfRowsWithoutATable_IsRefused()
    {
        OptimizerState state = _optimizer.ExportState() with { Layout = [new ParameterShape("weight", 6)] };

        Should.Throw<ArgumentException>(() => new AdamWOptimizer().ImportState(state)).Message
            .ShouldBe("Expected one table in a state of steps over rows, but got the parameters weight [6]. (Parameter 'state')");
    }

    [Test]
    public void ImportState_RowDecayOfAnotherLength_IsRefused()
    {
        OptimizerState state = _optimizer.ExportState();
        state = state with { Tensors = new Dictionary<string, float[]>(state.Tensors) { ["row_log_decay"] = new float[2] } };

        Refused<ArgumentException>(() => _optimizer.ImportState(state)).ShouldBe("Expected 3 values in the state tensor 'row_log_decay', but got 2. (Parameter 'state')");
    }

    private string Refused<TException>(Action call)
        where TException : Exception
    {
        (int[] table, string state) = (Bits.Of([.. _table.Cast<float>()]), Bits.Of(_optimizer.ExportState()));

        TException refusal = Should.Throw<TException>(call);

        Bits.Of([.. _table.Cast<float>()]).ShouldBe(table);
        Bits.Of(_optimizer.ExportState()).ShouldBe(state);
        return refusal.Message;
    }
}
