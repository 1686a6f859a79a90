using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="MatryoshkaLoss"/>.</summary>
public sealed class MatryoshkaOptions
{
    /// <summary>Gets or sets the numbers of leading columns that should work alone.</summary>
    /// <value>Each 1 or more, each once, in any order. The default value is none.</value>
    public IReadOnlyList<int> Dimensions { get; set; } = [];

    /// <summary>Gets or sets the weight of each of the <see cref="Dimensions"/>.</summary>
    /// <value>Finite, 0 or more, as many as dimensions; or none for weights of 1. The default value is none.</value>
    public IReadOnlyList<float> Weights { get; set; } = [];

    /// <summary>Gets or sets the weight of the whole embeddings, where their dimension is not among the <see cref="Dimensions"/>.</summary>
    /// <value>Finite, 0 or more; 0 leaves them out. The default value is 1.</value>
    public float FullWeight { get; set; } = 1f;

    /// <summary>Gets which loss is truncated, where the loss is made from the configuration; the constructor is given it.</summary>
    /// <value>One of those of the slot <c>Loss</c>.</value>
    public ComponentSelection Loss { get; } = new();
}

/// <summary>Checks <see cref="MatryoshkaOptions"/> by the rules of the constructor.</summary>
internal sealed class MatryoshkaOptionsValidator : IValidateOptions<MatryoshkaOptions>
{
    public ValidateOptionsResult Validate(string? name, MatryoshkaOptions options)
    {
        ValidateOptionsResultBuilder result = new();
        foreach (MatryoshkaProblem problem in MatryoshkaProblem.Of(options))
        {
            result.AddError(problem.Text, problem.Setting);
        }

        return result.Build();
    }
}
