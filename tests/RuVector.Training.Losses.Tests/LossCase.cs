namespace RuVector.Training.Losses.Tests;

/// <summary>One line of the conformance table: a loss, a batch for any number of anchors, and its oracle.</summary>
/// <param name="Name">Shown in test names.</param>
/// <param name="Create">Makes the loss.</param>
/// <param name="Relations">Relations of a number of anchors.</param>
/// <param name="Oracle">The value from the embeddings of anchors and candidates, in double.</param>
public sealed record LossCase(string Name, Func<ILoss> Create, Func<int, PairRelations> Relations, Func<double[,], double[,], PairRelations, double> Oracle)
{
    /// <summary>Whether the candidates are the anchors.</summary>
    public bool OneMatrix { get; init; }

    /// <summary>Whether the loss takes anchor weights.</summary>
    public bool TakesWeights { get; init; } = true;

    /// <summary>Whether the scores are cosines: scale invariant, a zero row has gradient 0.</summary>
    public bool IsCosine { get; init; }

    /// <summary>How far a gradient may lie from its central difference; more where the terms of a gradient are large and cancel.</summary>
    public double GradientError { get; init; } = 2e-6;

    /// <summary>How far a value may lie from that of the oracle; more where a small value is a difference of large scores.</summary>
    public double ValueError { get; init; } = 2e-6;

    /// <summary>The dimension from which random rows have an answer; 2 for a choice by the cosine, because all cosines of one dimension are ties.</summary>
    public int LeastDimension { get; init; } = 1;

    /// <summary>Whether the value has no corner, so that central differences agree with the gradient at any random point.</summary>
    public bool IsSmooth { get; init; }

    /// <summary>The oracle of a loss whose gradient takes some weights for constants: a function of anchors and candidates with the weights of a point.</summary>
    public Func<double[,], double[,], PairRelations, Func<double[,], double[,], double>>? OracleWithConstantsOf { get; init; }

    /// <summary>The value from the loss's own parameters, embeddings and relations, for a loss that learns numbers.</summary>
    public Func<double[], double[,], double[,], PairRelations, double>? OracleOfParameters { get; init; }

    /// <summary>The function whose gradient at a point is that of the loss.</summary>
    public Func<double[,], double[,], double> OracleAt(double[,] anchors, double[,] candidates, PairRelations relations) =>
        OracleWithConstantsOf?.Invoke(anchors, candidates, relations) ?? ((a, c) => Oracle(a, c, relations));

    public override string ToString() => Name;
}
