namespace RuVector.Training.Adapters;

/// <summary><see cref="MlpAdapter"/>.</summary>
internal sealed class MlpKind() : AdapterKind("Mlp", "mlp-residual-adapter", AdapterSetting.Hidden, AdapterSetting.Activation)
{
    public override string Formula(AdapterOptions options)
    {
        string activation = options.Activation == Activation.Relu
            ? "a(z) = max(0, z)"
            : "a(z) = z / (1 + exp(-2 * sqrt(2 / pi) * (z + 0.044715 * z^3)))";
        return $"y = x + a(x @ hidden_weight + hidden_bias) @ output_weight + output_bias; {activation}; weights are row-major [input, output]";
    }

    public override AdapterOptions? Describe(IEmbeddingModel model) =>
        model is MlpAdapter adapter ? new() { Type = Type, Hidden = adapter.HiddenDimension, Activation = adapter.Activation } : null;

    public override ParameterShape[] Shapes(AdapterOptions options, int inputDimension) => MlpAdapter.Shapes(inputDimension, options.Hidden);

    public override IEmbeddingModel Create(AdapterOptions options, int inputDimension, ulong seed) => new MlpAdapter(inputDimension, options.Hidden, options.Activation, seed);

    public override string Export(IEmbeddingModel model, OnnxGraph graph, string input)
    {
        string hidden = graph.Gemm(input, graph.Add(model.Parameters["hidden_weight"]), graph.Add(model.Parameters["hidden_bias"]));
        string activated = ((MlpAdapter)model).Activation == Activation.Relu ? graph.Node("Relu", hidden) : Gelu(graph, hidden);
        string change = graph.Gemm(activated, graph.Add(model.Parameters["output_weight"]), graph.Add(model.Parameters["output_bias"]));
        return graph.Node("Add", input, change);
    }

    /// <summary><c>z s(z (slope + cube z^2))</c>; GELU itself is an operator from opset 20 on only.</summary>
    private static string Gelu(OnnxGraph graph, string z)
    {
        string square = graph.Node("Mul", z, z);
        string cubic = graph.Node("Mul", square, graph.Scalar("gelu_cube", ActivationRows.GeluCube));
        string sum = graph.Node("Add", cubic, graph.Scalar("gelu_slope", ActivationRows.GeluSlope));
        return graph.Node("Mul", z, graph.Node("Sigmoid", graph.Node("Mul", z, sum)));
    }
}
