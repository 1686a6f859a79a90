namespace RuVector.Training;

/// <summary>What a candidate is to an anchor.</summary>
public enum PairKind
{
    /// <summary>Not listed: the pair has no part in the row.</summary>
    None = 0,

    /// <summary>The candidate should be near.</summary>
    Positive = 1,

    /// <summary>The candidate should be far.</summary>
    Negative = 2,

    /// <summary>Left out on purpose: the anchor itself, or an answer known to be right or doubtful.</summary>
    Ignored = 3,
}
