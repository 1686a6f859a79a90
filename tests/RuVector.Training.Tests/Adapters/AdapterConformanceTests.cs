using RuVector.Training.Adapters;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Adapters;

/// <summary>What holds for every adapter: one line in <see cref="AdapterCase.All"/> runs all of it.</summary>
[TestFixtureSource(typeof(AdapterCase), nameof(AdapterCase.All))]
public sealed class AdapterConformanceTests(AdapterCase adapter)
{
    [Test]
    public void Forward_Untrained_IsTheIdentityWhereThereIsOne()
    {
        IEmbeddingModel model = adapter.Create(7);
        (model.OutputDimension == model.InputDimension).ShouldBe(adapter.IsResidual);
        float[,] inputs = Batches.Matrix(5, model.InputDimension, seed: 1), outputs = AdapterCase.Forward(model, inputs);
        outputs.GetLength(1).ShouldBe(model.OutputDimension);
        if (adapter.IsResidual)
        {
            outputs.ShouldBe(inputs);
        }
    }

    [Test]
    public void Copy_Trained_DoesTheSameAndSharesNothing()
    {
        IEmbeddingModel model = adapter.Trained(7), copy = model.Copy();
        copy.GetType().ShouldBe(model.GetType());
        copy.Parameters.Segments.Select(static segment => segment.Shape).ShouldBe(model.Parameters.Segments.Select(static segment => segment.Shape));
        float[,] inputs = Batches.Matrix(5, model.InputDimension, seed: 1), before = AdapterCase.Forward(model, inputs);
        AdapterCase.Forward(copy, inputs).ShouldBe(before);
        model.Parameters.Values.Clear();
        AdapterCase.Forward(copy, inputs).ShouldBe(before);
    }

    [Test]
    public void Forward_EveryDimension_IsThatOfTheOracle([Range(1, 70)] int dimension) => ForwardShouldBeThatOfTheOracle(3, dimension);

    [Test]
    public void Forward_EveryBatchSize_IsThatOfTheOracle([Values(0, 1, 2, 1024, 1025, 2500)] int rows) => ForwardShouldBeThatOfTheOracle(rows, 6);

    [Test]
    public void Backward_EveryParameter_MatchesCentralDifferencesOfTheOracle([Values(1, 5, 17)] int dimension, [Values(1, 2, 6)] int rows)
    {
        IEmbeddingModel model = adapter.Trained(dimension);
        float[,] inputs = Batches.Matrix(rows, model.InputDimension, seed: 3);
        float[,] weights = Batches.Matrix(rows, model.OutputDimension, seed: 4);
        double[] c = [.. weights.Cast<float>().Select(static v => (double)v)];

        model.Backward(inputs, weights);

        GradientCheck.Of(parameters => adapter.Expected(model, inputs, parameters).Zip(c, static (y, w) => y * w).Sum(), model.Parameters.Values)
            .ShouldBe(model.Parameters.Gradients, relative: 1e-4, absolute: 1e-5);
    }

    [Test]
    public void Backward_ManyRows_AddsUpThoseOfParts()
    {
        IEmbeddingModel whole = adapter.Trained(5);
        IEmbeddingModel parts = adapter.Trained(5);
        ReadOnlyMatrixSpan inputs = Batches.Matrix(2500, whole.InputDimension, seed: 5);
        ReadOnlyMatrixSpan gradients = Batches.Matrix(2500, whole.OutputDimension, seed: 6);

        whole.Backward(inputs, gradients);
        for (int start = 0; start < 2500; start += 500)
        {
            parts.Backward(inputs.SliceRows(start, 500), gradients.SliceRows(start, 500));
        }

        // Sums of 2500 products of size 1.
        whole.Parameters.Gradients.ToArray().ShouldBe(parts.Parameters.Gradients.ToArray(), 2e-3);
    }

    [Test]
    public void Backward_NoRows_AddsNothing()
    {
        IEmbeddingModel model = adapter.Trained(5);
        model.Backward(new float[0, model.InputDimension], new float[0, model.OutputDimension]);
        model.Parameters.Gradients.ToArray().ShouldAllBe(static gradient => gradient == 0);
    }

    [Test]
    public void Forward_PaddedRows_AreReadAndWrittenByTheirStride()
    {
        IEmbeddingModel model = adapter.Trained(7);
        float[,] inputs = Batches.Matrix(5, model.InputDimension, seed: 2);
        float[,] wide = new float[5, model.InputDimension + 3];
        float[,] outputs = new float[5, model.OutputDimension + 2];
        for (int row = 0; row < 5; row++)
        {
            ((ReadOnlyMatrixSpan)inputs)[row].CopyTo(((MatrixSpan)wide)[row]);
        }

        MatrixSpan padded = new(((MatrixSpan)outputs).Values, 5, model.OutputDimension, model.OutputDimension + 2);
        model.Forward(new ReadOnlyMatrixSpan(((ReadOnlyMatrixSpan)wide).Values, 5, model.InputDimension, model.InputDimension + 3), padded);

        float[,] dense = AdapterCase.Forward(model, inputs);
        for (int row = 0; row < 5; row++)
        {
            padded[row].ToArray().ShouldBe(((ReadOnlyMatrixSpan)dense)[row].ToArray());
            outputs[row, model.OutputDimension].ShouldBe(0);
        }
    }

    [Test]
    public void Forward_OneRowOfMany_HasTheSameBits()
    {
        IEmbeddingModel model = adapter.Trained(33);
        float[,] inputs = Batches.Matrix(50, model.InputDimension, seed: 7);
        float[,] all = AdapterCase.Forward(model, inputs);
        float[] one = new float[model.OutputDimension];

        model.Forward(((ReadOnlyMatrixSpan)inputs)[31], one);

        one.ShouldBe(((ReadOnlyMatrixSpan)all)[31].ToArray());
    }

    [Test]
    public void Forward_OnManyThreads_GivesTheSameBits()
    {
        IEmbeddingModel model = adapter.Trained(33);
        float[,] inputs = Batches.Matrix(300, model.InputDimension, seed: 7);
        float[,] expected = AdapterCase.Forward(model, inputs);
        float[][,] outputs = new float[16][,];

        Parallel.For(0, outputs.Length, i => outputs[i] = AdapterCase.Forward(model, inputs));

        outputs.ShouldAllBe(output => output.Cast<float>().SequenceEqual(expected.Cast<float>()));
    }

    [Test]
    public void ForwardAndBackward_AfterTheFirstCall_AllocateNothing()
    {
        IEmbeddingModel model = adapter.Trained(33);
        float[,] inputs = Batches.Matrix(64, model.InputDimension, seed: 7);
        float[,] outputs = new float[64, model.OutputDimension];

        SteadyAllocation.Of(() => model.Forward(inputs, outputs)).ShouldBe(0);
        SteadyAllocation.Of(() => model.Backward(inputs, outputs)).ShouldBe(0);
    }

    [Test]
    public void Create_SameSeed_GivesTheSameParameters() =>
        adapter.Create(7).Parameters.Values.ToArray().ShouldBe(adapter.Create(7).Parameters.Values.ToArray());

    [Test]
    public void Forward_OtherShapes_AreRefusedWithBothShapes()
    {
        IEmbeddingModel model = adapter.Create(4);
        int n = model.InputDimension;
        Message(() => model.Forward(new float[2, n - 1], new float[2, 4])).ShouldStartWith($"Expected a matrix of shape [2, {n}], but got [2, {n - 1}].");
        Message(() => model.Forward(new float[2, n], new float[2, 5])).ShouldStartWith("Expected a matrix of shape [2, 4], but got [2, 5].");
        Message(() => model.Forward(new float[2, n], new float[1, 4])).ShouldStartWith("Expected a matrix of shape [2, 4], but got [1, 4].");
        Message(() => model.Backward(new float[2, n], new float[3, 4])).ShouldStartWith("Expected a matrix of shape [2, 4], but got [3, 4].");

        static string Message(Action call) => Should.Throw<ArgumentException>(call).Message;
    }

    [Test]
    public void Create_DimensionZero_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => adapter.Create(0));

    private void ForwardShouldBeThatOfTheOracle(int rows, int dimension)
    {
        IEmbeddingModel model = adapter.Trained(dimension);
        float[,] inputs = Batches.Matrix(rows, model.InputDimension, seed: 2);

        float[,] outputs = AdapterCase.Forward(model, inputs);

        // Up to 70 products of size 1 cancel in a sum: its error follows their size, not that of the sum.
        new Tolerance(Absolute: 1e-5, Relative: 1e-5).ShouldAccept(outputs.Cast<float>().ToArray(), adapter.Expected(model, inputs, AdapterCase.Parameters(model)), "outputs");
    }
}
