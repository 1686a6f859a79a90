using System.Diagnostics;
using RuVector.Training.Adapters;
using RuVector.Training.Files;
using RuVector.Training.TestKit;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Adapters;

/// <summary>Exported models in ONNX Runtime itself: a python with onnxruntime and numpy, named by RUVECTOR_ONNX_PYTHON (<c>.ci/onnx FOLDER</c> makes one).</summary>
[TestFixture]
[Category("Integration")]
public sealed class OnnxRuntimeTests
{
    private const string Variable = "RUVECTOR_ONNX_PYTHON";

    private const string Script =
        """
        import sys, numpy, onnxruntime
        session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
        numpy.save(sys.argv[3], session.run(["embedding"], {"input": numpy.load(sys.argv[2])})[0])
        """;

    [TestCaseSource(typeof(AdapterCase), nameof(AdapterCase.All))]
    public void Run_ExportedAdapter_ComputesWhatForwardDoes(AdapterCase adapter)
    {
        string? python = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(python))
        {
            Assert.Ignore($"{Variable} names no python with onnxruntime.");
        }

        IEmbeddingModel model = adapter.Trained(48);
        float[,] inputs = Batches.Matrix(20, model.InputDimension, seed: 2);
        ((MatrixSpan)inputs)[7].Clear();
        ((MatrixSpan)inputs)[8][..(model.InputDimension / 2)].Clear();
        using TemporaryFolder folder = new();
        (string file, string input, string output) = (folder.File("adapter.onnx"), folder.File("input.npy"), folder.File("output.npy"));
        OnnxExport.Write(file, model);
        NpyFile.Write(input, inputs);

        Run(python, ["-c", Script, file, input, output]);

        float[] expected = OnnxExportTests.Expected(model, inputs, normalize: true);
        float[] outputs = [.. NpyFile.Read(output).Cast<float>()];
        TestContext.Out.WriteLine(FormattableString.Invariant($"{adapter}: largest difference {outputs.Zip(expected, static (a, b) => Math.Abs(a - b)).Max():G3}"));
        outputs.ShouldBe(expected, 2e-6);
    }

    private static void Run(string python, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors);
    }
}
