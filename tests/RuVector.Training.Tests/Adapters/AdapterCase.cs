using RuVector.Training.Adapters;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Adapters;

/// <summary>A model and a slow, obvious loop in double that computes the same.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Create">Creates an untrained model from a dimension.</param>
/// <param name="Oracle">Computes the output of one row from its input and all parameters.</param>
/// <param name="IsResidual">Whether an untrained model is the identity.</param>
public sealed record AdapterCase(string Name, Func<int, IEmbeddingModel> Create, Func<IEmbeddingModel, double[], double[], double[]> Oracle, bool IsResidual = true)
{
    public static AdapterCase[] All { get; } =
    [
        new("Linear", static d => new LinearAdapter(d), static (_, x, p) => AdapterOracle.Linear(x, p, bias: true)),
        new("LinearWithoutBias", static d => new LinearAdapter(d, bias: false), static (_, x, p) => AdapterOracle.Linear(x, p, bias: false)),
        new("LowRank", static d => new LowRankAdapter(d, 3), static (_, x, p) => AdapterOracle.LowRank(x, p, rank: 3, bias: true)),
        new("LowRankWithoutBias", static d => new LowRankAdapter(d, 5, bias: false), static (_, x, p) => AdapterOracle.LowRank(x, p, rank: 5, bias: false)),
        new("MlpGelu", static d => new MlpAdapter(d, 9), static (_, x, p) => AdapterOracle.Mlp(x, p, 9, AdapterOracle.Gelu)),
        new("MlpRelu", static d => new MlpAdapter(d, 17, Activation.Relu), static (_, x, p) => AdapterOracle.Mlp(x, p, 17, static z => Math.Max(0, z))),
        new("AttentionPooling", static d => new AttentionPooling(d, 4), static (_, x, p) => AdapterOracle.Attention(x, p), IsResidual: false),
    ];

    /// <summary>Creates a model with random parameters, of size about 1 / sqrt(D), as trained ones have.</summary>
    public IEmbeddingModel Trained(int dimension, int seed = 9)
    {
        IEmbeddingModel model = Create(dimension);
        Span<float> values = model.Parameters.Values;
        Batches.Vector(values.Length, seed).CopyTo(values);
        foreach (ref float value in values)
        {
            value /= MathF.Sqrt(dimension);
        }

        return model;
    }

    /// <summary>Computes all outputs by the oracle.</summary>
    public double[] Expected(IEmbeddingModel model, float[,] inputs, double[] parameters)
    {
        double[] rows = [.. inputs.Cast<float>().Select(static x => (double)x)];
        return [.. rows.Chunk(model.InputDimension).SelectMany(row => Oracle(model, row, parameters))];
    }

    public static float[,] Forward(IEmbeddingModel model, float[,] inputs)
    {
        float[,] outputs = new float[inputs.GetLength(0), model.OutputDimension];
        model.Forward(inputs, outputs);
        return outputs;
    }

    public static double[] Parameters(IEmbeddingModel model) => [.. model.Parameters.Values.ToArray().Select(static v => (double)v)];

    public override string ToString() => Name;
}
