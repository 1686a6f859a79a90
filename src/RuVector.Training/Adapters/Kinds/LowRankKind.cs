namespace RuVector.Training.Adapters;

/// <summary><see cref="LowRankAdapter"/>.</summary>
internal sealed class LowRankKind() : AdapterKind("LowRank", "low-rank-residual-adapter", AdapterSetting.Rank, AdapterSetting.Bias)
{
    public override string Formula(AdapterOptions options) => $"y = x + (x @ u) @ v{(options.Bias ? " + bias" : "")}; u is row-major [input, rank], v [rank, output]";

    public override AdapterOptions? Describe(IEmbeddingModel model) =>
        model is LowRankAdapter adapter ? new() { Type = Type, Rank = adapter.Rank, Bias = adapter.HasBias } : null;

    public override ParameterShape[] Shapes(AdapterOptions options, int inputDimension) => LowRankAdapter.Shapes(inputDimension, options.Rank, options.Bias);

    public override IEmbeddingModel Create(AdapterOptions options, int inputDimension, ulong seed) => new LowRankAdapter(inputDimension, options.Rank, options.Bias, seed);

    public override string Export(IEmbeddingModel model, OnnxGraph graph, string input)
    {
        string inner = graph.Gemm(input, graph.Add(model.Parameters["u"]));
        string change = graph.Gemm(inner, graph.Add(model.Parameters["v"]), graph.AddIfAny(model.Parameters, "bias"));
        return graph.Node("Add", input, change);
    }
}
