using RuVector.Training.Adapters;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class LinearAdapterTests
{
    [Test]
    public void Forward_Untrained_IsTheIdentity()
    {
        float[,] inputs = Batches.Matrix(5, 7, seed: 1);
        float[,] outputs = new float[5, 7];
        new LinearAdapter(7).Forward(inputs, outputs);
        outputs.ShouldBe(inputs);
    }

    [TestCase(1, 1)]
    [TestCase(5, 7)]
    [TestCase(9, 33)]
    public void Forward_AnyParameters_IsInputPlusProductPlusBias(int rows, int dimension)
    {
        LinearAdapter adapter = Trained(dimension);
        float[,] inputs = Batches.Matrix(rows, dimension, seed: 2);
        float[,] outputs = new float[rows, dimension];
        adapter.Forward(inputs, outputs);
        double[] expected = Expected([.. inputs.Cast<float>().Select(static x => (double)x)], Parameters(adapter), rows, dimension);

        // Up to 33 products of size 1 cancel in a sum: its error follows their size, not that of the sum.
        new Tolerance(Absolute: 1e-5, Relative: 1e-5).ShouldAccept(outputs.Cast<float>().ToArray(), expected, "outputs");
    }

    [Test]
    public void Backward_Gradient_MatchesCentralDifferences()
    {
        const int Rows = 4;
        const int Dimension = 5;
        LinearAdapter adapter = Trained(Dimension);
        float[,] inputs = Batches.Matrix(Rows, Dimension, seed: 3);
        float[,] weights = Batches.Matrix(Rows, Dimension, seed: 4);
        double[] x = [.. inputs.Cast<float>().Select(static v => (double)v)];
        double[] c = [.. weights.Cast<float>().Select(static v => (double)v)];

        adapter.Backward(inputs, weights);

        GradientCheck.Of(parameters => Expected(x, parameters, Rows, Dimension).Zip(c, static (y, w) => y * w).Sum(), adapter.Parameters.Values, step: 1e-3)
            .ShouldBe(adapter.Parameters.Gradients);
    }

    [Test]
    public void Backward_CalledTwice_AddsUp()
    {
        LinearAdapter adapter = Trained(3);
        float[,] inputs = Batches.Matrix(2, 3, seed: 5);
        adapter.Backward(inputs, inputs);
        float[] once = adapter.Parameters.Gradients.ToArray();
        adapter.Backward(inputs, inputs);
        adapter.Parameters.Gradients.ToArray().ShouldBe([.. once.Select(static g => 2 * g)], 1e-5);
    }

    [Test]
    public void Forward_OtherDimension_IsRefusedWithBothShapes() =>
        Should.Throw<ArgumentException>(() => new LinearAdapter(4).Forward(new float[2, 3], new float[2, 4]))
            .Message.ShouldStartWith("Expected a matrix of shape [2, 4], but got [2, 3].");

    [Test]
    public void Backward_OtherRowCount_IsRefusedWithBothShapes() =>
        Should.Throw<ArgumentException>(() => new LinearAdapter(4).Backward(new float[2, 4], new float[3, 4]))
            .Message.ShouldStartWith("Expected a matrix of shape [2, 4], but got [3, 4].");

    private static LinearAdapter Trained(int dimension)
    {
        LinearAdapter adapter = new(dimension);
        Batches.Vector(adapter.Parameters.Values.Length, seed: 9).CopyTo(adapter.Parameters.Values);
        return adapter;
    }

    private static double[] Parameters(LinearAdapter adapter) => [.. adapter.Parameters.Values.ToArray().Select(static v => (double)v)];

    private static double[] Expected(double[] inputs, double[] parameters, int rows, int dimension)
    {
        double[] outputs = new double[rows * dimension];
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < dimension; j++)
            {
                double sum = inputs[(row * dimension) + j] + parameters[(dimension * dimension) + j];
                for (int i = 0; i < dimension; i++)
                {
                    sum += inputs[(row * dimension) + i] * parameters[(i * dimension) + j];
                }

                outputs[(row * dimension) + j] = sum;
            }
        }

        return outputs;
    }
}
