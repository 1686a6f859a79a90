namespace RuVector.Training.Trainer;

/// <summary>What a run did, and what it left out.</summary>
public sealed record TrainingSummary
{
    /// <summary>Gets the steps of the run, those before a resumption included.</summary>
    public long Steps { get; init; }

    /// <summary>Gets the steps that a checkpoint brought along; 0 for a run from the start.</summary>
    public long ResumedAfter { get; init; }

    /// <summary>Gets the number of checkpoints that were saved.</summary>
    public int Checkpoints { get; init; }

    /// <summary>Gets the number of checkpoints that could not be saved, where the run went on (<see cref="CheckpointFailurePolicy.Continue"/>).</summary>
    public int FailedCheckpoints { get; init; }

    /// <summary>Gets a value indicating whether the run ended before its last step because the metric got no better.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>Gets the best metric of all evaluations; <see langword="null"/> without a finite one.</summary>
    public double? BestMetric { get; init; }

    /// <summary>Gets the number of steps after which it was found.</summary>
    public long? BestStep { get; init; }

    /// <summary>Gets a value indicating whether the model holds the parameters of that evaluation (<see cref="TrainerOptions.RestoreBest"/>).</summary>
    public bool HoldsBest { get; init; }

    /// <summary>Gets the steps that were skipped because of their gradients.</summary>
    public long SkippedSteps { get; init; }

    /// <summary>Gets the steps without an update because no row had a term.</summary>
    public long EmptySteps { get; init; }

    /// <summary>Gets the rows of all batches that gave no term for lack of negatives.</summary>
    public long RowsWithoutNegatives { get; init; }

    /// <summary>Gets the pairs of all batches that were left out because the candidate is a known answer.</summary>
    public long MaskedPairs { get; init; }

    /// <summary>Gets the negatives that mining found fewer than it was asked for, over all batches.</summary>
    public long MiningShortage { get; init; }

    /// <summary>Gets the negatives that mining chose, over all batches.</summary>
    public long MinedNegatives { get; init; }

    /// <summary>Gets the time of the run.</summary>
    public TimeSpan Elapsed { get; init; }
}
