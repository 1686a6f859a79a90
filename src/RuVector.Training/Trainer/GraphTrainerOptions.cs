using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Trainer;

/// <summary>Settings of a run over a graph, beside those of <see cref="TrainerOptions"/>.</summary>
public sealed class GraphTrainerOptions
{
    /// <summary>Gets or sets the dimension of a node's vector.</summary>
    /// <value>1 or more. The default value is 50.</value>
    [Range(1, 1 << 16)]
    public int Dimension { get; set; } = 50;

    /// <summary>Gets or sets the standard deviation of the first values.</summary>
    /// <value>More than 0. The default value is 0.001.</value>
    [Range(1e-12, 1e12)]
    public float InitialScale { get; set; } = 0.001f;

    /// <summary>Gets or sets the weight of the smoothness over direct edges (Laplacian regularization); 0 for none.</summary>
    /// <value>Finite, 0 or more. The default value is 0.1.</value>
    [Range(0.0, float.MaxValue)]
    public float LaplacianWeight { get; set; } = 0.1f;

    /// <summary>Gets or sets the number of direct edges drawn for the smoothness in each step.</summary>
    /// <value>1 or more. The default value is 256.</value>
    [Range(1, int.MaxValue)]
    public int EdgesPerStep { get; set; } = 256;
}

/// <summary>Checks the ranges of <see cref="GraphTrainerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class GraphTrainerOptionsValidator : IValidateOptions<GraphTrainerOptions>;
