namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class RowWiseAdagradOptimizerTests
{
    [Test]
    public void Step_Matrix_HasASumForEachRow()
    {
        // row 0: s = (9 + 16) / 2 = 12.5; row 1: s = (0 + 8) / 2 = 4
        ParameterSet set = new(new ParameterShape("table", 2, 2));
        float[] gradients = [3, 4, 0, MathF.Sqrt(8)];
        gradients.CopyTo(set.Gradients);
        RowWiseAdagradOptimizer optimizer = new(new RowWiseAdagradOptions { LearningRate = 1 });

        optimizer.Step(set).ShouldBe(StepOutcome.Taken);

        float root = MathF.Sqrt(12.5f);
        set.Values.ToArray().ShouldBe([-3 / root, -4 / root, 0, -MathF.Sqrt(8) / 2], 1e-6);
        optimizer.ExportState().Tensors["sum"].ShouldBe([12.5f, 4f], 1e-5);
    }

    [Test]
    public void Step_SegmentsOfAllKinds_KeepTheirRowsApart()
    {
        ParameterSet set = new(new ParameterShape("scale"), new ParameterShape("table", 3, 2), new ParameterShape("none", 0, 2), new ParameterShape("bias", 2));
        set.Gradients.Fill(2);
        set["table"].Gradients.Clear();
        RowWiseAdagradOptimizer optimizer = new();

        optimizer.Step(set);

        optimizer.ExportState().Tensors["sum"].ShouldBe([4f, 0f, 0f, 0f, 4f]);
    }

    [Test]
    public void StepRows_AndStepsOverAll_MayAlternate()
    {
        ParameterSet set = new(new ParameterShape("table", 3, 2)), other = new(new ParameterShape("table", 3, 2));
        RowWiseAdagradOptimizer one = new(), two = new();
        set.Gradients[2] = 3;

        one.Step(set);
        one.StepRows(set["table"].ValueMatrix, [1], new float[,] { { 3, 0 } });
        two.StepRows(other["table"].ValueMatrix, [1], new float[,] { { 3, 0 } });
        two.StepRows(other["table"].ValueMatrix, [1], new float[,] { { 3, 0 } });

        Bits.Of(set.Values).ShouldBe(Bits.Of(other.Values));
        Bits.Of(one.ExportState()).ShouldBe(Bits.Of(two.ExportState()));
    }

    [Test]
    public void StepRows_TableWithoutColumns_IsAStep()
    {
        RowWiseAdagradOptimizer optimizer = new();

        optimizer.StepRows(new float[3, 0], [2, 0], new float[2, 0]).ShouldBe(StepOutcome.Taken);

        optimizer.ExportState().Tensors["sum"].ShouldBeEmpty();
    }

    [Test]
    public void ImportState_MoreRowsThanAnArrayHolds_IsRefused()
    {
        RowWiseAdagradOptimizer optimizer = new();
        optimizer.Step(new float[1], new float[1]);
        ParameterShape huge = new("huge", 1 << 30, 1);

        Should.Throw<ArgumentException>(() => new RowWiseAdagradOptimizer().ImportState(optimizer.ExportState() with { Layout = [huge, huge] })).Message.ShouldStartWith("Expected at most ");
    }

    [Test]
    public void Step_GroupWithWeightDecay_IsRefused()
    {
        ParameterSet set = new(new ParameterShape("table", 3, 2));
        set.SetGroup("table", new ParameterGroup { WeightDecay = 0.5f });

        Should.Throw<ArgumentException>(() => new RowWiseAdagradOptimizer().Step(set)).Message
            .ShouldBe("Expected no weight decay, which row-wise Adagrad does not have, but a group has 0.5. (Parameter 'parameters')");
    }

    [Test]
    public void StepRows_SumBeyondFloat32_IsSkippedAndChangesNothing()
    {
        float[,] table = new float[2, 2];
        RowWiseAdagradOptimizer optimizer = new();
        optimizer.StepRows(table, [0], new float[,] { { 1, 2 } });
        (float[,] before, string state) = ((float[,])table.Clone(), Bits.WithoutSkips(optimizer));

        optimizer.StepRows(table, [0, 1], new float[,] { { 1, 1 }, { 3e38f, 0 } }).ShouldBe(StepOutcome.SkippedOverflow);

        table.ShouldBe(before);
        Bits.WithoutSkips(optimizer).ShouldBe(state);
    }

    [TestCase("LearningRate", -1f)]
    [TestCase("LearningRateDecay", float.NaN)]
    [TestCase("Epsilon", 0f)]
    public void Constructor_SettingOutOfRange_IsRefused(string name, float value)
    {
        RowWiseAdagradOptions options = new();
        typeof(RowWiseAdagradOptions).GetProperty(name)!.SetValue(options, value);

        Should.Throw<ArgumentOutOfRangeException>(() => new RowWiseAdagradOptimizer(options)).Message.ShouldStartWith($"{name}: Expected a number in ");
    }
}
