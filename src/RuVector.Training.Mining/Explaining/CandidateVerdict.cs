namespace RuVector.Training.Mining;

/// <summary>What a miner made of a candidate of a row, and why.</summary>
public enum CandidateVerdict
{
    /// <summary>Chosen.</summary>
    Chosen = 0,

    /// <summary>Admissible, but others were chosen: they came first, were drawn, or met the miner's rule, which this one may not.</summary>
    NotSelected = 1,

    /// <summary>The relations do not name it for this row.</summary>
    Unrelated = 2,

    /// <summary>It is the anchor itself.</summary>
    Self = 3,

    /// <summary>It is a positive of the row.</summary>
    Positive = 4,

    /// <summary>A mask leaves it out: its id, label, group or content is that of a right answer, or it is a repetition.</summary>
    Ignored = 5,

    /// <summary>It holds NaN or an infinity.</summary>
    NonFinite = 6,

    /// <summary>Its score with the anchor overflows.</summary>
    NonFiniteScore = 7,

    /// <summary>The row has no positive, and the miner or a margin compares with one.</summary>
    NoPositive = 8,

    /// <summary>Its score is above <see cref="MiningOptions.MaximumScore"/>.</summary>
    AboveMaximumScore = 9,

    /// <summary>Its score is below <see cref="MiningOptions.MinimumScore"/>.</summary>
    BelowMinimumScore = 10,

    /// <summary>It is too close by <see cref="MiningOptions.AbsoluteMargin"/>.</summary>
    AbsoluteMargin = 11,

    /// <summary>It is too close by <see cref="MiningOptions.RelativeMargin"/>.</summary>
    RelativeMargin = 12,

    /// <summary>It is among the hardest that <see cref="MiningOptions.RankStart"/> leaves out.</summary>
    BeforeRankStart = 13,

    /// <summary>It is at or after <see cref="MiningOptions.RankEnd"/>.</summary>
    AfterRankEnd = 14,
}
