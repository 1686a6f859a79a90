namespace RuVector.Training.Mining;

/// <summary>Settings of <see cref="CandidateSourceMiner"/>; the measure must be that of the source.</summary>
public sealed class CandidateSourceMinerOptions : MiningOptions
{
    /// <summary>Gets or sets how many candidates more than wanted are asked for at first, for filters to leave out.</summary>
    /// <value>0 or more. The default value is 32.</value>
    public int SpareCandidates { get; set; } = 32;

    /// <summary>Gets or sets the largest number of candidates that are asked for, for one anchor at once.</summary>
    /// <value>1 or more. The default value is 1000.</value>
    public int MaximumCandidates { get; set; } = 1000;
}
