namespace RuVector.Training.Losses;

/// <summary>Which Laplacian of the graph is meant.</summary>
public enum LaplacianKind
{
    /// <summary><c>L = D - W</c>.</summary>
    Combinatorial = 0,

    /// <summary><c>L = I - D^-1/2 W D^-1/2</c>, with a zero row for a node without edges.</summary>
    SymmetricNormalized = 1,
}
