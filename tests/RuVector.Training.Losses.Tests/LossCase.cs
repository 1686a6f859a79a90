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

    public override string ToString() => Name;
}
