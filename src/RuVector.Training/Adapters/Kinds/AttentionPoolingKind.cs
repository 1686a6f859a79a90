namespace RuVector.Training.Adapters;

/// <summary><see cref="AttentionPooling"/>.</summary>
internal sealed class AttentionPoolingKind() : AdapterKind("AttentionPooling", "attention-pooling", AdapterSetting.MaxTokens)
{
    public override string Formula(AdapterOptions options) =>
        "x is max_tokens token vectors of the size of query, one after the other, those of zeros left out; y = sum over t of softmax over t of (x[t] . query / sqrt(size of query)) * x[t]; zeros without tokens";

    public override AdapterOptions? Describe(IEmbeddingModel model) => model is AttentionPooling pooling ? new() { Type = Type, MaxTokens = pooling.MaxTokens } : null;

    public override ParameterShape[] Shapes(AdapterOptions options, int inputDimension) => AttentionPooling.Shapes(TokenDimension(options, inputDimension));

    public override IEmbeddingModel Create(AdapterOptions options, int inputDimension, ulong seed) =>
        new AttentionPooling(TokenDimension(options, inputDimension), options.MaxTokens);

    /// <summary>Scores, softmax over the tokens, weighted sum; a token of zeros gets the lowest score there is, and where all are, the sum of zeros is zero.</summary>
    public override string Export(IEmbeddingModel model, OnnxGraph graph, string input)
    {
        ParameterSegment query = model.Parameters["query"];
        float[] scaled = [.. query.Values.ToArray().Select(value => (float)(value / Math.Sqrt(query.Shape.Length)))];
        string tokens = graph.Node("Reshape", input, graph.Integers("token_shape", -1, ((AttentionPooling)model).MaxTokens, query.Shape.Length));
        string scores = graph.Node("MatMul", tokens, graph.Add(new ParameterShape("query", query.Shape.Length, 1), scaled));
        string largest = graph.Node("ReduceMax", [graph.Node("Abs", tokens)], OnnxAttribute.OfList("axes", 2));
        string present = graph.Node("Greater", largest, graph.Scalar("nothing", 0));
        string masked = graph.Node("Where", present, scores, graph.Scalar("lowest", float.MinValue));
        string weights = graph.Node("Softmax", [masked], OnnxAttribute.Of("axis", 1));
        return graph.Node("ReduceSum", [graph.Node("Mul", tokens, weights), graph.Integers("token_axis", 1)], OnnxAttribute.Of("keepdims", 0));
    }

    private static int TokenDimension(AdapterOptions options, int inputDimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 1);
        return inputDimension % options.MaxTokens == 0
            ? inputDimension / options.MaxTokens
            : throw new ArgumentException($"Expected inputs of {options.MaxTokens} tokens (MaxTokens) of one dimension, but got {inputDimension} values.", nameof(inputDimension));
    }
}
