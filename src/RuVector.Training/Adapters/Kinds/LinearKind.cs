namespace RuVector.Training.Adapters;

/// <summary><see cref="LinearAdapter"/>.</summary>
internal sealed class LinearKind() : AdapterKind("Linear", "linear-residual-adapter", AdapterSetting.Bias)
{
    public override string Formula(AdapterOptions options) => $"y = x + x @ weight{(options.Bias ? " + bias" : "")}; weight is row-major [input, output]";

    public override AdapterOptions? Describe(IEmbeddingModel model) => model is LinearAdapter adapter ? new() { Type = Type, Bias = adapter.HasBias } : null;

    public override ParameterShape[] Shapes(AdapterOptions options, int inputDimension) => LinearAdapter.Shapes(inputDimension, options.Bias);

    public override IEmbeddingModel Create(AdapterOptions options, int inputDimension, ulong seed) => new LinearAdapter(inputDimension, options.Bias);

    /// <summary>One Gemm: the residual is folded into the weight, <c>x (I + W) + b</c>.</summary>
    public override string Export(IEmbeddingModel model, OnnxGraph graph, string input)
    {
        ParameterSegment weight = model.Parameters["weight"];
        float[] folded = weight.Values.ToArray();
        for (int i = 0; i < model.InputDimension; i++)
        {
            folded[(i * model.InputDimension) + i] += 1;
        }

        return graph.Gemm(input, graph.Add(weight.Shape, folded), graph.AddIfAny(model.Parameters, "bias"));
    }
}
