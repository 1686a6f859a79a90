namespace RuVector.Training.Mining;

/// <summary>Which of the candidates inside the margin a semi-hard miner prefers.</summary>
public enum SemiHardOrder
{
    /// <summary>The nearest to the anchor, nearest first.</summary>
    Nearest = 0,

    /// <summary>Any, uniformly, in the order of the draw.</summary>
    Random = 1,
}
