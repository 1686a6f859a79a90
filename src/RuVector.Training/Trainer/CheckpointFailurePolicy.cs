namespace RuVector.Training.Trainer;

/// <summary>What a run does when a checkpoint cannot be saved.</summary>
public enum CheckpointFailurePolicy
{
    /// <summary>The run ends with the error; the last saved checkpoint is whole.</summary>
    Stop,

    /// <summary>The run goes on; the failure is counted and logged, and the next save is tried where it is due.</summary>
    Continue,
}
