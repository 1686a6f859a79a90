namespace RuVector.Training.Evaluation;

/// <summary>A gain in MRR, how sure it is, and what happened to single queries.</summary>
/// <param name="Gain">MRR after less MRR before.</param>
/// <param name="Lower">Lower end of the interval of the gain.</param>
/// <param name="Upper">Upper end of the interval of the gain.</param>
/// <param name="Confidence">Share of the resamples inside the interval, in (0, 1).</param>
/// <param name="Resamples">Number of resamples.</param>
public sealed record GainInterval(double Gain, double Lower, double Upper, double Confidence, int Resamples)
{
    /// <summary>Gets the number of queries whose rank got better.</summary>
    public required int Better { get; init; }

    /// <summary>Gets the number of queries whose rank got worse.</summary>
    public required int Worse { get; init; }

    /// <summary>Gets the number of queries whose rank stayed.</summary>
    public required int Same { get; init; }
}
