using RuVector.Training.Adapters;
using RuVector.Training.Numerics;
using RuVector.Training.TestKit;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class OnnxExportTests
{
    [TestCaseSource(typeof(AdapterCase), nameof(AdapterCase.All))]
    public void Write_AnyAdapter_ComputesWhatForwardDoes(AdapterCase adapter)
    {
        foreach (bool normalize in (bool[])[true, false])
        {
            foreach ((int rows, int dimension) in ((int, int)[])[(1, 1), (3, 7), (5, 33)])
            {
                IEmbeddingModel model = adapter.Trained(dimension);
                float[,] inputs = Batches.Matrix(rows, model.InputDimension, seed: 2);

                double[] outputs = Export(model, normalize).Run(inputs);

                new Tolerance(1e-5, 1e-5).ShouldAccept(Expected(model, inputs, normalize), outputs, $"{dimension} {normalize}");
            }
        }
    }

    [Test]
    public void Write_PaddedAndEmptyTokens_ComputesWhatForwardDoes()
    {
        AttentionPooling pooling = new(2, 3);
        ((float[])[2, -1]).CopyTo(pooling.Parameters.Values);
        float[,] inputs = { { 1, 2, 0, 0, -3, 1 }, { 0, 0, 0, 0, 0, 0 }, { 0, 0, 0, -0f, 5, 5 } };

        double[] outputs = Export(pooling, normalize: true).Run(inputs);

        new Tolerance(1e-6, 1e-6).ShouldAccept(Expected(pooling, inputs, normalize: true), outputs, "outputs");
    }

    [Test]
    public void Write_Linear_IsOneGemmAndOneNormalization()
    {
        OnnxModel model = Export(AdapterCase.All[0].Trained(4));

        model.Operators.ShouldBe(["Gemm", "LpNormalization"]);
        (model.IrVersion, model.Opset, model.OpsetDomain).ShouldBe((8, 17, ""));
        model.Value(11).ShouldBe("input: float [batch, 4]");
        model.Value(12).ShouldBe("embedding: float [batch, 4]");
        model.Metadata["kind"].ShouldBe("linear-residual-adapter");
        model.Metadata["adapter"].ShouldBe("y = x + x @ weight + bias; weight is row-major [input, output]");
    }

    [TestCase("LinearWithoutBias", "Gemm LpNormalization")]
    [TestCase("LowRank", "Gemm Gemm Add LpNormalization")]
    [TestCase("MlpRelu", "Gemm Relu Gemm Add LpNormalization")]
    [TestCase("MlpGelu", "Gemm Mul Mul Add Mul Sigmoid Mul Gemm Add LpNormalization")]
    [TestCase("AttentionPooling", "Reshape MatMul Abs ReduceMax Greater Where Softmax Mul ReduceSum LpNormalization")]
    public void Write_AnyAdapter_HasTheseOperators(string name, string operators) =>
        Export(AdapterCase.All.Single(adapter => adapter.Name == name).Trained(4)).Operators.ShouldBe(operators.Split(' '));

    [Test]
    public void Write_NotNormalized_EndsInIdentity() => Export(new LinearAdapter(3), normalize: false).Operators.ShouldBe(["Gemm", "Identity"]);

    [Test]
    public void Write_OtherSizes_AreThoseOfTheModel()
    {
        OnnxModel model = Export(new AttentionPooling(300, 5));
        model.Value(11).ShouldBe("input: float [batch, 1500]");
        model.Value(12).ShouldBe("embedding: float [batch, 300]");
    }

    [Test]
    public void Write_Twice_GivesTheSameBytes() => Bytes(AdapterCase.All[2].Trained(5), true).ShouldBe(Bytes(AdapterCase.All[2].Trained(5), true));

    [Test]
    public void Write_NonFiniteParameter_IsRefusedAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        LinearAdapter adapter = new(3);
        adapter.Parameters["bias"].Values[1] = float.PositiveInfinity;
        Should.Throw<ArgumentException>(() => OnnxExport.Write(folder.File("adapter.onnx"), adapter)).Message
            .ShouldStartWith("Expected finite values, but the parameter 'bias' holds NaN or an infinity.");
        folder.Names().ShouldBeEmpty();
    }

    internal static float[] Expected(IEmbeddingModel model, float[,] inputs, bool normalize)
    {
        float[,] outputs = AdapterCase.Forward(model, inputs);
        if (normalize)
        {
            UnitRows.Normalize(outputs, outputs, new double[outputs.GetLength(0)]);
        }

        return [.. outputs.Cast<float>()];
    }

    private static OnnxModel Export(IEmbeddingModel model, bool normalize = true) => new(Bytes(model, normalize));

    private static byte[] Bytes(IEmbeddingModel model, bool normalize)
    {
        using TemporaryFolder folder = new();
        OnnxExport.Write(folder.File("adapter.onnx"), model, normalize);
        return File.ReadAllBytes(folder.File("adapter.onnx"));
    }
}
