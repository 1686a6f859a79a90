using RuVector.Training.Files;
using RuVector.Training.Numerics;

namespace RuVector.Training.Adapters;

/// <summary>Writes adapters as ONNX models, for inference outside of .NET.</summary>
/// <remarks>
/// <para>Input <c>input</c>, float32 <c>[batch, InputDimension]</c>; output <c>embedding</c>, float32 <c>[batch, OutputDimension]</c>; any number of rows. Opset 17, IR version 8. The metadata of <see cref="AdapterFile"/> are in the model too.</para>
/// <para>A <see cref="LinearAdapter"/> is one Gemm, the residual folded into its weight; the others are made of Gemm, Add, Mul, Sigmoid and Relu, the <see cref="AttentionPooling"/> of Reshape, MatMul, Softmax and kin.
/// Results agree with Forward within the rounding of float32. The same adapter gives the same bytes. Thread safe.</para>
/// <para>Source: ONNX, "Open Neural Network Exchange Intermediate Representation" and "Operator Schemas".</para>
/// </remarks>
public static class OnnxExport
{
    /// <summary>Name of the input.</summary>
    public const string InputName = "input";

    /// <summary>Name of the output.</summary>
    public const string OutputName = "embedding";

    private const int ModelIrVersion = 1, ModelProducer = 2, ModelGraph = 7, ModelOpset = 8, ModelMetadata = 14;
    private const int OpsetDomain = 1, OpsetVersion = 2, EntryKey = 1, EntryValue = 2;
    private const int IrVersion = 8, Opset = 17;

    /// <summary>Writes a model, whole or not at all.</summary>
    /// <param name="path">Path of the file; its folder exists.</param>
    /// <param name="model">The adapter: one that <see cref="AdapterFactory"/> can make.</param>
    /// <param name="normalize">Whether the output is divided by its length (LpNormalization, axis 1, p 2), so that dot products are cosines.</param>
    /// <exception cref="ArgumentException">The model is no such adapter, or a value is not finite; nothing was written.</exception>
    /// <exception cref="IOException">The file could not be written; see <see cref="AtomicFile"/>.</exception>
    public static void Write(string path, IEmbeddingModel model, bool normalize = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        AdapterKind kind = AdapterKind.Of(model);
        foreach (ParameterSegment segment in model.Parameters.Segments)
        {
            if (!FiniteRows.AreAllFinite(segment.Values))
            {
                throw new ArgumentException($"Expected finite values, but the parameter '{segment.Shape.Name}' holds NaN or an infinity.", nameof(model));
            }
        }

        OnnxGraph graph = new();
        string result = kind.Export(model, graph, InputName);
        (string operation, OnnxAttribute[] attributes) = normalize ? ("LpNormalization", [OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("p", 2)]) : ("Identity", Array.Empty<OnnxAttribute>());
        ProtoWriter message = new ProtoWriter()
            .Add(ModelIrVersion, IrVersion)
            .Add(ModelProducer, "RuVector.Training")
            .Add(ModelGraph, graph.Finish(kind.Type, InputName, model.InputDimension, [result], operation, OutputName, model.OutputDimension, attributes))
            .Add(ModelOpset, new ProtoWriter().Add(OpsetDomain, "").Add(OpsetVersion, Opset));
        foreach ((string key, string value) in AdapterHeader.Of(model))
        {
            message.Add(ModelMetadata, new ProtoWriter().Add(EntryKey, key).Add(EntryValue, value));
        }

        AtomicFile.Write(path, message, static (stream, message) => stream.Write(message.Written));
    }
}
