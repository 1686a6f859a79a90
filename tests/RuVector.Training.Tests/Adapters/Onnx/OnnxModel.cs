using System.Buffers.Binary;

namespace RuVector.Training.Tests.Adapters;

/// <summary>An exported model, parsed from its bytes by the numbers of onnx.proto and executed node by node in double.</summary>
internal sealed class OnnxModel(byte[] file)
{
    private readonly ProtoReader _model = new(file);

    public long IrVersion => _model.Number(1);

    public ProtoReader Graph => _model.Message(7);

    public long Opset => _model.Message(8).Number(2);

    public string OpsetDomain => _model.Message(8).Text(1);

    public IReadOnlyDictionary<string, string> Metadata => _model.Messages(14).ToDictionary(static entry => entry.Text(1), static entry => entry.Text(2));

    public IEnumerable<string> Operators => Graph.Messages(1).Select(static node => node.Text(4));

    /// <summary>Gets name, element type and sizes of an input (field 11) or output (field 12); the batch has a name.</summary>
    public string Value(int field)
    {
        ProtoReader value = Graph.Message(field);
        ProtoReader tensor = value.Message(2).Message(1);
        string[] sizes = [.. tensor.Message(2).Messages(1).Select(static size => size.Fields.Single() == 2 ? size.Text(2) : $"{size.Number(1)}")];
        return $"{value.Text(1)}: {(tensor.Number(1) == 1 ? "float" : "?")} [{string.Join(", ", sizes)}]";
    }

    public double[] Run(float[,] inputs)
    {
        Dictionary<string, OnnxTensor> values = Graph.Messages(5).ToDictionary(static tensor => tensor.Text(8), ToTensor);
        values.Add(Graph.Message(11).Text(1), new([inputs.GetLength(0), inputs.GetLength(1)], [.. inputs.Cast<float>().Select(static x => (double)x)]));
        foreach (ProtoReader node in Graph.Messages(1))
        {
            node.Fields.Order().ShouldBeSubsetOf([1, 2, 3, 4, 5]);
            values.Add(node.Text(2), Execute(node.Text(4), [.. node.Texts(1).Select(name => values[name])], Attributes(node)));
        }

        return values[Graph.Message(12).Text(1)].Values;
    }

    private static Dictionary<string, long[]> Attributes(ProtoReader node) => node.Messages(5).ToDictionary(
        static attribute => attribute.Text(1),
        static attribute => (long[])(attribute.Number(20) == 2 ? [attribute.Number(3)] : attribute.Number(20) == 7 ? [.. attribute.Numbers(8)] : throw new InvalidDataException("type of attribute")));

    private static OnnxTensor ToTensor(ProtoReader tensor)
    {
        int[] shape = [.. tensor.Numbers(1).Select(static size => (int)size)];
        byte[] bytes = tensor.Bytes(9);
        return new(shape, tensor.Number(2) switch
        {
            1 => [.. bytes.Chunk(4).Select(static value => (double)BinaryPrimitives.ReadSingleLittleEndian(value))],
            7 => [.. bytes.Chunk(8).Select(static value => (double)BinaryPrimitives.ReadInt64LittleEndian(value))],
            long type => throw new InvalidDataException($"data type {type}"),
        });
    }

    private static OnnxTensor Execute(string operation, OnnxTensor[] inputs, Dictionary<string, long[]> attributes)
    {
        OnnxTensor first = inputs[0];
        switch (operation)
        {
            case "Gemm":
                OnnxTensor product = first.Multiply(inputs[1]);
                return inputs.Length == 2 ? product : OnnxTensor.Elementwise(static x => x[0] + x[1], product, inputs[2]);
            case "MatMul":
                return first.Multiply(inputs[1]);
            case "Add":
                return OnnxTensor.Elementwise(static x => x[0] + x[1], inputs);
            case "Mul":
                return OnnxTensor.Elementwise(static x => x[0] * x[1], inputs);
            case "Sigmoid":
                return OnnxTensor.Elementwise(static x => 1 / (1 + Math.Exp(-x[0])), inputs);
            case "Relu":
                return OnnxTensor.Elementwise(static x => Math.Max(0, x[0]), inputs);
            case "Abs":
                return OnnxTensor.Elementwise(static x => Math.Abs(x[0]), inputs);
            case "Greater":
                return OnnxTensor.Elementwise(static x => x[0] > x[1] ? 1 : 0, inputs);
            case "Where":
                return OnnxTensor.Elementwise(static x => x[0] != 0 ? x[1] : x[2], inputs);
            case "Identity":
                return first;
            case "Reshape":
                int[] shape = [.. inputs[1].Values.Select(static size => (int)size)];
                return new([first.Values.Length / shape.Where(static size => size > 0).Aggregate(1, static (a, b) => a * b), .. shape[1..]], first.Values);
            case "ReduceMax":
                return first.Fold((int)attributes["axes"].Single(), static x => x.Max());
            case "ReduceSum":
                attributes["keepdims"].ShouldBe([0]);
                int axis = (int)inputs[1].Values.Single();
                return first.Fold(axis, static x => x.Sum()) with { Shape = [.. first.Shape.Where((_, i) => i != axis)] };
            case "Softmax":
                return Softmax(first, (int)attributes["axis"].Single());
            case "LpNormalization":
                attributes["p"].ShouldBe([2]);
                return OnnxTensor.Elementwise(static x => x[1] == 0 ? 0 : x[0] / x[1], first, first.Fold((int)attributes["axis"].Single(), static x => Math.Sqrt(x.Sum(static v => v * v))));
            default:
                throw new InvalidDataException($"operator {operation}");
        }
    }

    private static OnnxTensor Softmax(OnnxTensor scores, int axis)
    {
        OnnxTensor powers = OnnxTensor.Elementwise(static x => Math.Exp(x[0] - x[1]), scores, scores.Fold(axis, static x => x.Max()));
        return OnnxTensor.Elementwise(static x => x[0] / x[1], powers, powers.Fold(axis, static x => x.Sum()));
    }
}
