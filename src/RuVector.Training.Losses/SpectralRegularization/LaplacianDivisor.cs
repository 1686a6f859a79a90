namespace RuVector.Training.Losses;

/// <summary>By what the smoothness is divided, so that its weight need not follow the size of the graph.</summary>
public enum LaplacianDivisor
{
    /// <summary>By nothing: the trace itself.</summary>
    None = 0,

    /// <summary>By the number of nodes.</summary>
    Nodes = 1,

    /// <summary>By the sum of the edge weights.</summary>
    EdgeWeights = 2,
}
