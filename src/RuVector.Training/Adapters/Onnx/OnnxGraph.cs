using System.Buffers.Binary;
using System.Globalization;

namespace RuVector.Training.Adapters;

/// <summary>An ONNX graph that is being built: constants and nodes, each node after those it reads from.</summary>
/// <remarks>Source: ONNX, "onnx.proto": the numbers of the fields.</remarks>
internal sealed class OnnxGraph
{
    private const int GraphNode = 1, GraphName = 2, GraphInitializer = 5, GraphInput = 11, GraphOutput = 12;
    private const int NodeInput = 1, NodeOutput = 2, NodeName = 3, NodeOperator = 4, NodeAttribute = 5;
    private const int TensorSize = 1, TensorType = 2, TensorName = 8, TensorBytes = 9;
    private const int FloatType = 1, IntegerType = 7;
    private const int ValueName = 1, ValueType = 2, TypeTensor = 1, TensorTypeElement = 1, TensorTypeShape = 2, ShapeSize = 1, SizeValue = 1, SizeName = 2;

    private readonly ProtoWriter _message = new();
    private int _nodes;

    /// <summary>Adds a constant.</summary>
    /// <returns>Its name, that of the shape.</returns>
    public string Add(ParameterShape shape, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[sizeof(float) * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), values[i]);
        }

        return AddTensor(shape, FloatType, bytes);
    }

    public string Add(ParameterSegment segment) => Add(segment.Shape, segment.Values);

    /// <summary>Adds a segment as a constant where a set has it.</summary>
    public string? AddIfAny(ParameterSet parameters, string name) => parameters.Segments.FirstOrDefault(segment => segment.Shape.Name == name) is { } segment ? Add(segment) : null;

    public string Scalar(string name, float value) => Add(new ParameterShape(name), [value]);

    public string Integers(string name, params ReadOnlySpan<long> values)
    {
        byte[] bytes = new byte[sizeof(long) * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long) * i), values[i]);
        }

        return AddTensor(new ParameterShape(name, values.Length), IntegerType, bytes);
    }

    /// <summary>Adds <c>input weight + bias</c>.</summary>
    public string Gemm(string input, string weight, string? bias = null) => bias is null ? Node("Gemm", input, weight) : Node("Gemm", input, weight, bias);

    public string Node(string operation, params string[] inputs) => Node(operation, inputs, []);

    /// <summary>Adds a node.</summary>
    /// <returns>The name of its result, which is that of the node.</returns>
    public string Node(string operation, string[] inputs, params OnnxAttribute[] attributes)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{operation}_{_nodes++}");
        AddNode(operation, inputs, name, attributes);
        return name;
    }

    /// <summary>Closes the graph: a matrix of any number of rows in, another one out.</summary>
    /// <returns>The <c>GraphProto</c>.</returns>
    public ProtoWriter Finish(string name, string input, int inputDimension, ReadOnlySpan<string> result, string operation, string output, int outputDimension, params OnnxAttribute[] attributes)
    {
        AddNode(operation, result, output, attributes);
        return _message.Add(GraphName, name).Add(GraphInput, Matrix(input, inputDimension)).Add(GraphOutput, Matrix(output, outputDimension));
    }

    private static ProtoWriter Matrix(string name, int columns)
    {
        ProtoWriter shape = new ProtoWriter().Add(ShapeSize, new ProtoWriter().Add(SizeName, "batch")).Add(ShapeSize, new ProtoWriter().Add(SizeValue, columns));
        ProtoWriter tensor = new ProtoWriter().Add(TensorTypeElement, FloatType).Add(TensorTypeShape, shape);
        return new ProtoWriter().Add(ValueName, name).Add(ValueType, new ProtoWriter().Add(TypeTensor, tensor));
    }

    private void AddNode(string operation, ReadOnlySpan<string> inputs, string output, OnnxAttribute[] attributes)
    {
        ProtoWriter node = new();
        foreach (string input in inputs)
        {
            node.Add(NodeInput, input);
        }

        node.Add(NodeOutput, output).Add(NodeName, output).Add(NodeOperator, operation);
        foreach (OnnxAttribute attribute in attributes)
        {
            node.Add(NodeAttribute, attribute.Message);
        }

        _message.Add(GraphNode, node);
    }

    private string AddTensor(ParameterShape shape, int type, byte[] bytes)
    {
        ProtoWriter tensor = new();
        foreach (int size in shape.Dimensions)
        {
            tensor.Add(TensorSize, size);
        }

        _message.Add(GraphInitializer, tensor.Add(TensorType, type).Add(TensorName, shape.Name).Add(TensorBytes, bytes));
        return shape.Name;
    }
}
