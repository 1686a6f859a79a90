namespace RuVector.Training.Optimizers;

/// <summary>How the learning rate of <see cref="MuonOptimizer"/> depends on the shape of a matrix <c>[R, C]</c>.</summary>
public enum MuonRateAdjustment
{
    /// <summary>Times <c>sqrt(max(1, R / C))</c>: the form in which the method was published.</summary>
    Original = 0,

    /// <summary>Times <c>0.2 sqrt(max(R, C))</c>: updates have about the root mean square of those of AdamW, so that its learning rates carry over.</summary>
    MatchRmsAdamW = 1,
}
