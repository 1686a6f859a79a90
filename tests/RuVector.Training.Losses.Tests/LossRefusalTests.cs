namespace RuVector.Training.Losses.Tests;

/// <summary>What every loss refuses, before it has written anything.</summary>
[TestFixtureSource(typeof(LossTable), nameof(LossTable.All))]
public sealed class LossRefusalTests(LossCase loss)
{
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void Evaluate_NonFiniteAnchor_IsRefusedWhereverItIs(float value)
    {
        for (int position = 0; position < 35; position++)
        {
            LossInput input = new(loss, 5, 7);
            input.Anchors[position / 7, position % 7] = value;
            string shown = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            NonFiniteValueException error = input.ShouldBeRefused<NonFiniteValueException>(
                loss.Create(), $"Expected finite values, but got {shown} in row {position / 7}, column {position % 7}. (Parameter 'anchors')");
            (error.Row, error.Column, error.Value).ShouldBe((position / 7, position % 7, value));
        }
    }

    [TestCase(4, 7)]
    [TestCase(6, 7)]
    [TestCase(5, 6)]
    [TestCase(5, 8)]
    [TestCase(7, 5)]
    [TestCase(0, 7)]
    [TestCase(5, 0)]
    public void Evaluate_AnchorGradientsOfAnotherShape_AreRefused(int rows, int columns) =>
        new LossInput(loss, 5, 7) { AnchorGradients = new float[rows, columns] }.ShouldBeRefused<ArgumentException>(
            loss.Create(), $"Expected AnchorGradients of shape [5, 7], as its input has, but got [{rows}, {columns}]. (Parameter 'outputs')");

    [Test]
    public void Evaluate_RowValuesOfAnotherLength_AreRefused() =>
        new LossInput(loss, 5, 7) { RowValues = [1, 2, 3] }.ShouldBeRefused<ArgumentException>(
            loss.Create(), "Expected 5 row values, one for each row of the relations, but got room for 3. (Parameter 'outputs')");

    [Test]
    public void Evaluate_WeightsOfAnotherLength_AreRefused() =>
        new LossInput(loss, 5, 7) { Weights = [1, 2] }.ShouldBeRefused<ArgumentException>(
            loss.Create(), "Expected 5 anchor weights, one for each anchor, but got 2. (Parameter 'batch')");

    [TestCase(-1f, "-1")]
    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    public void Evaluate_WeightOutOfRange_IsRefused(float weight, string shown) =>
        new LossInput(loss, 5, 7) { Weights = [1, 1, weight, 1, 1] }.ShouldBeRefused<ArgumentException>(
            loss.Create(), $"Expected finite anchor weights of 0 or more, but weight 2 is {shown}. (Parameter 'batch')");

    [Test]
    public void Evaluate_ScaleNotFinite_IsRefused()
    {
        LossInput input = new(loss, 5, 7);
        Should.Throw<ArgumentException>(() => loss.Create().Evaluate(input.Batch, input.Outputs with { Scale = float.NaN })).Message
            .ShouldBe("Expected a finite gradient scale, but got NaN. (Parameter 'outputs')");
        input.Written.ShouldAllBe(static x => x == LossInput.Sentinel);
    }

    [Test]
    public void Evaluate_AnchorGradientsOverAnchors_AreRefused([Values(-16, -1, 0, 1, 16)] int offset)
    {
        LossInput input = new(loss, 5, 7);
        float[] memory = new float[70];
        string message = Should.Throw<ArgumentException>(() => Evaluate(input, memory.AsSpan(17, 35), memory.AsSpan(17 + offset, 35), [])).Message;
        message.ShouldBe("Expected AnchorGradients not to overlap the anchors. (Parameter 'outputs')");
        memory.ShouldAllBe(static x => x == 0f);
    }

    [Test]
    public void Evaluate_RowValuesOverOtherMemory_AreRefused()
    {
        LossInput input = new(loss, 5, 7);
        float[] memory = new float[70];
        Should.Throw<ArgumentException>(() => Evaluate(input, memory.AsSpan(0, 35), memory.AsSpan(35), memory.AsSpan(34, 5)))
            .Message.ShouldBe("Expected RowValues not to overlap the anchors. (Parameter 'outputs')");
        Should.Throw<ArgumentException>(() => Evaluate(input, new float[35], memory.AsSpan(35), memory.AsSpan(36, 5)))
            .Message.ShouldBe("Expected RowValues not to overlap the anchor gradients. (Parameter 'outputs')");
    }

    [Test]
    public void Evaluate_NeighboursInOneBuffer_AreAccepted()
    {
        // The view of the gradients is given more memory than its last row uses.
        float[] memory = new float[75];
        Evaluate(new LossInput(loss, 5, 7), memory.AsSpan(0, 35), memory.AsSpan(35), memory.AsSpan(70, 5));
        memory.ShouldAllBe(static x => float.IsFinite(x));
    }

    [Test]
    public void Evaluate_ColumnsBesideEachOther_AreAccepted()
    {
        LossInput input = new(loss, 5, 7);
        float[] memory = new float[5 * 16];
        MatrixSpan wide = new(memory, 5, 16);
        ((ReadOnlyMatrixSpan)input.Anchors).CopyTo(wide.SliceColumns(0, 7));
        loss.Create().Evaluate(input.Batch, input.Outputs);

        ReadOnlyMatrixSpan anchors = wide.SliceColumns(0, 7);
        ContrastiveBatch batch = loss.OneMatrix ? new(anchors, input.Relations) : new(anchors, input.Candidates, input.Relations);
        loss.Create().Evaluate(batch, new LossOutputs { AnchorGradients = wide.SliceColumns(8, 7) });
        for (int row = 0; row < 5; row++)
        {
            wide.SliceColumns(8, 7)[row].ToArray().ShouldBe(((MatrixSpan)input.AnchorGradients)[row].ToArray());
        }
    }

    private void Evaluate(LossInput input, Span<float> anchors, Span<float> gradients, Span<float> rowValues)
    {
        ReadOnlyMatrixSpan matrix = new(anchors, 5, 7);
        ContrastiveBatch batch = loss.OneMatrix ? new(matrix, input.Relations) : new(matrix, input.Candidates, input.Relations);
        loss.Create().Evaluate(batch, new LossOutputs { AnchorGradients = new MatrixSpan(gradients, 5, 7, 7), RowValues = rowValues });
    }
}
